import CDuktape

/// A JavaScript heap of bounded size, in which one call at a time does a bounded amount of work.
///
/// It belongs to one thread. Nothing that a script does ends the process or unwinds Swift's stack: CDuktape's shim sees to that.
package final class ScriptHeap {
  /// What stopped a script.
  package enum Failure: Error {
    /// It ran out of memory, of allowed work or of stack.
    case exhausted
    /// It threw an exception of its own; the exception as text.
    case thrown(String)
  }

  /// 128 MiB: KaTeX itself takes 3, a rich formula 1.
  package static let memoryLimit = 128 << 20
  /// How often a call may allocate: a formula does so a thousand times or, if it is a page long, a million times. So many take seconds.
  package static let allocationLimit = 3_000_000

  private let heap: UnsafeMutablePointer<facet_heap>

  package init(memoryLimit: Int = memoryLimit) throws(Failure) {
    guard let heap = facet_heap_create(memoryLimit, Self.allocationLimit) else { throw .exhausted }
    self.heap = heap
  }

  deinit { facet_heap_destroy(heap) }

  /// The byte code of a program, to be loaded by heaps of this process only.
  package func compile(_ source: [UInt8]) throws(Failure) -> [UInt8] {
    try run(source, lengths: [source.count], facet_heap_compile) { Array($0) }
  }

  /// Runs a program that `compile` gave.
  package func load(_ byteCode: [UInt8]) throws(Failure) {
    try run(byteCode, lengths: [byteCode.count], facet_heap_load) { _ in }
  }

  /// Calls a global function with texts; gives its value as a text.
  package func call(_ name: String, _ arguments: [String], allocationLimit: Int = allocationLimit) throws(Failure) -> String {
    var bytes: [UInt8] = []
    var lengths: [Int] = []
    for text in [name] + arguments {
      let start = bytes.count
      CESU8.append(text, to: &bytes)
      lengths.append(bytes.count - start)
    }
    return try run(bytes, lengths: lengths, allocationLimit: allocationLimit, facet_heap_call) { CESU8.decode($0) }
  }

  private typealias Step = (UnsafeMutablePointer<facet_heap>, UnsafeMutablePointer<facet_message>, Int) -> Int32

  private func run<Value>(
    _ bytes: [UInt8], lengths: [Int], allocationLimit: Int = allocationLimit, _ step: Step, _ read: (UnsafeRawBufferPointer) -> Value
  ) throws(Failure) -> Value {
    var message = facet_message()
    let status = bytes.withUnsafeBytes { bytes in
      lengths.withUnsafeBufferPointer { lengths in
        message.bytes = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        message.lengths = UnsafeRawPointer(lengths.baseAddress)?.assumingMemoryBound(to: Int.self)
        message.count = lengths.count
        return step(heap, &message, allocationLimit)
      }
    }
    let result = UnsafeRawBufferPointer(start: message.result, count: message.result_length)
    if status == 0 { return read(result) }
    let text = CESU8.decode(result)
    throw status < 0 || heap.pointee.refused != 0 || text.hasPrefix("RangeError") ? .exhausted : .thrown(text)
  }
}
