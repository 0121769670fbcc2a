/// The larger of two numbers in one instruction, where `max` takes five because it tells zeros apart; the first if the second is no number.
@inline(__always)
func larger(_ x: Double, _ y: Double) -> Double { y > x ? y : x }
