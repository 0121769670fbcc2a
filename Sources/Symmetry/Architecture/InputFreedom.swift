/// What a symmetry may do to the inputs of a network.
package enum InputFreedom: Sendable {
  /// Nothing: the function stays as it is.
  case fixed
  /// Permute features or channels and flip their signs; the function is then that of the moved inputs.
  case free
}
