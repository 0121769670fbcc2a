/// The version that provenance names. It changes whenever the same input could give another result.
package enum EngineVersion {
  package static let current = "0.1"
}
