import Linear

/// Numbers for tests that are the same in every run and on every machine, so that a failure can be repeated.
package typealias SeededGenerator = SplitMix64
