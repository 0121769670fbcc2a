extension RandomAccessCollection where Index == Int {
  /// The first index at which a condition holds that, once it holds, holds for all later elements; the end where it never does.
  /// Logarithmic in the number of elements.
  package func firstSortedIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
