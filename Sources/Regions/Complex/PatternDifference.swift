import Networks

/// Proves without arithmetic that two activation patterns have the same output map: what differs between them does not reach the outputs.
///
/// That is the ordinary case of a dead layer, and of a unit that a maximum passes over on both sides. A proof by structure only: patterns
/// that it can't tell apart from different ones may have the same map all the same.
struct PatternDifference {
  private let network: PreparedNetwork

  init(_ network: PreparedNetwork) { self.network = network }

  /// Whether every output is certainly the same function.
  func isUnseen(_ one: ArraySlice<UInt64>, _ other: ArraySlice<UInt64>) -> Bool {
    // The values of each source that may be different functions: the input is the same.
    var different: [Set<Int>] = [[]]
    for stage in network.stages.indices {
      let rows = differentRows(stage, different)
      different.append(differentValues(stage, rows, one, other))
    }
    return different[network.stages.count].isEmpty
  }

  private func differentRows(_ stage: Int, _ different: [Set<Int>]) -> Set<Int> {
    let sources = network.network.stages[stage].sources
    guard sources.contains(where: { !different[$0].isEmpty }) else { return [] }
    let map = network.network.stages[stage].map
    var isDifferent = [Bool](repeating: false, count: map.columnCount)
    for (source, start) in zip(sources, network.columnStarts[stage]) { for index in different[source] { isDifferent[start + index] = true } }
    return Set(
      (0..<map.rowCount).filter { row in (map.rowStarts[row]..<map.rowStarts[row + 1]).contains { isDifferent[Int(map.columns[$0])] } })
  }

  private func differentValues(_ stage: Int, _ rows: Set<Int>, _ one: ArraySlice<UInt64>, _ other: ArraySlice<UInt64>) -> Set<Int> {
    let start = network.wordStarts[stage]
    func isSet(_ words: ArraySlice<UInt64>, _ row: Int) -> Bool {
      words[words.startIndex + start + row >> 6] >> UInt64(row & 63) & 1 == 1
    }
    switch network.network.stages[stage].bend {
    case .none: return rows
    case .slopes(let negative, let positive):
      var changed = rows
      for word in 0..<network.stages[stage].wordCount {
        var bits = one[one.startIndex + start + word] ^ other[other.startIndex + start + word]
        while bits != 0 {
          let row = word * 64 + bits.trailingZeroBitCount
          bits &= bits - 1
          if row < negative.count { changed.insert(row) }
        }
      }
      return changed.filter { row in (isSet(one, row) ? positive : negative)[row] != 0 || (isSet(other, row) ? positive : negative)[row] != 0 }
    case .maximum(let starts):
      return Set(
        (0..<starts.count - 1).filter { group in
          let members = starts[group]..<starts[group + 1]
          let winner = members.first { isSet(one, $0) }
          return winner != members.first { isSet(other, $0) } || winner.map(rows.contains) ?? true
        })
    }
  }
}
