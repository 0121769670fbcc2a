import Dispatch
import Synchronization

/// Products of matrices of residues: the inner loop of elimination.
enum ResidueProduct {
  /// C −= A · B for matrices of residues, row by row: C has `rows` × `columns`, A has `rows` × `inner` without gaps, B `inner` × `columns`.
  ///
  /// A product of two residues is below 2¹²², so that 64 of them fit into 128 bits and are reduced together. Tiles of C are shared out among
  /// `threads`; sums are exact, so what comes out does not depend on it.
  static func subtract(
    from c: inout [UInt64], rows: Int, columns: Int, stride: Int, _ a: [UInt64], inner: Int, of b: [UInt64], stride bStride: Int,
    threads: Int = 1
  ) {
    guard rows > 0, columns > 0, inner > 0 else { return }
    c.withUnsafeMutableBufferPointer { c in
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          let tileRows = (rows + tileHeight - 1) / tileHeight, tileColumns = (columns + tileWidth - 1) / tileWidth
          // Tiles are disjoint, and A and B are only read.
          nonisolated(unsafe) let (c, a, b) = (c, a, b)
          @Sendable func tile(_ number: Int) {
            let i = number / tileColumns * tileHeight, j = number % tileColumns * tileWidth
            subtract(
              from: c, rows: i..<min(i + tileHeight, rows), columns: j..<min(j + tileWidth, columns), stride: stride, a, inner: inner, of: b,
              stride: bStride)
          }
          let count = tileRows * tileColumns
          if threads > 1, count > 1, rows * columns * inner > leastShared {
            let next = Atomic(0)
            DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
              while case let number = next.wrappingAdd(1, ordering: .relaxed).oldValue, number < count { tile(number) }
            }
          } else {
            for number in 0..<count { tile(number) }
          }
        }
      }
    }
  }

  /// The size of a tile: the rows of A that it takes stay in a first-level cache, and so do the columns of B side by side.
  private static let tileHeight = 64
  private static let tileWidth = 512
  /// How many products are worth waking a thread for.
  private static let leastShared = 1 << 20

  /// One tile of C. A has its rows without gaps.
  private static func subtract(
    from c: UnsafeMutableBufferPointer<UInt64>, rows: Range<Int>, columns: Range<Int>, stride: Int, _ a: UnsafeBufferPointer<UInt64>,
    inner: Int, of b: UnsafeBufferPointer<UInt64>, stride bStride: Int
  ) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 64 * width) { panel in
      for first in Swift.stride(from: 0, to: inner, by: 64) {
        let terms = min(64, inner - first)
        for j in Swift.stride(from: columns.lowerBound, to: columns.upperBound, by: width) {
          let count = min(width, columns.upperBound - j)
          pack(b, from: first * bStride + j, stride: bStride, rows: terms, columns: count, into: panel)
          for i in rows {
            subtract(c.baseAddress! + i * stride + j, count, a.baseAddress! + i * inner + first, panel.baseAddress!, terms)
          }
        }
      }
    }
  }

  /// How many neighbouring columns are summed at once, so that a coefficient is loaded once and several sums are in flight.
  private static let width = 4

  /// Copies some columns of up to 64 rows side by side; columns beyond the last are zero.
  private static func pack(
    _ b: UnsafeBufferPointer<UInt64>, from start: Int, stride: Int, rows: Int, columns: Int, into panel: UnsafeMutableBufferPointer<UInt64>
  ) {
    for row in 0..<rows {
      for column in 0..<width { panel[row * width + column] = column < columns ? b[start + row * stride + column] : 0 }
    }
  }

  @inline(__always)
  private static func subtract(
    _ c: UnsafeMutablePointer<UInt64>, _ count: Int, _ a: UnsafePointer<UInt64>, _ panel: UnsafePointer<UInt64>, _ terms: Int
  ) {
    var (s0, s1, s2, s3): (UInt128, UInt128, UInt128, UInt128) = (0, 0, 0, 0)
    for k in 0..<terms {
      let factor = UInt128(a[k])
      s0 &+= factor &* UInt128(panel[k &* 4])
      s1 &+= factor &* UInt128(panel[k &* 4 &+ 1])
      s2 &+= factor &* UInt128(panel[k &* 4 &+ 2])
      s3 &+= factor &* UInt128(panel[k &* 4 &+ 3])
    }
    c[0] = difference(c[0], s0)
    if count > 1 { c[1] = difference(c[1], s1) }
    if count > 2 { c[2] = difference(c[2], s2) }
    if count > 3 { c[3] = difference(c[3], s3) }
  }

  @inline(__always)
  private static func difference(_ value: UInt64, _ sum: UInt128) -> UInt64 {
    (Residue(reducing: value) - Residue(reducing: UInt64(truncatingIfNeeded: sum >> 64), UInt64(truncatingIfNeeded: sum))).value
  }
}
