import Networks

extension Network {
  /// Whether all weights are those of another network of the same names, up to 10⁻⁶ of each.
  package func isClose(to other: Network) -> Bool {
    parameterNames.allSatisfy { name in
      guard let one = constants[name], let two = other.constants[name] else { return false }
      return zip(one.elements, two.elements).allSatisfy { abs($0 - $1) <= 1e-6 * max(abs($0), abs($1)) }
    }
  }
}
