/// The second number if it is greater, else the first: one instruction, where `max`, which gives the second of equal ones, takes five. A first that
/// is no number stays, a second that is none is dropped.
@inline(__always)
func larger(_ x: Double, _ y: Double) -> Double { y > x ? y : x }
