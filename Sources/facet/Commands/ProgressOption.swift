import ArgumentParser

/// What commands that compute have in common.
struct ProgressOption: ParsableArguments {
  @Flag(inversion: .prefixedNo, help: "Tell on standard error how far long work has come (default: only on a terminal).")
  var progress: Bool?
}
