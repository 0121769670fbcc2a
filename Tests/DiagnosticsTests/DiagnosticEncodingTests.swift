import Diagnostics
import Foundation
import Testing

@Suite struct DiagnosticEncodingTests {
  @Test("a diagnostic as JSON has its place by line and column, from the first byte to behind the last")
  func place() throws {
    let source = Source(path: "a.md", text: "one\ntwo three\n")
    let diagnostic = Diagnostic(
      id: "test", "odd", at: .text(SourceRange(source: source, bytes: 8..<13)), fix: "mend it", notes: [Diagnostic.Note("seen here")])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    #expect(
      String(decoding: try encoder.encode(diagnostic), as: UTF8.self)
        == #"{"column":5,"endColumn":10,"endLine":2,"fix":"mend it","id":"test","line":2,"message":"odd","notes":["seen here"],"path":"a.md","severity":"error"}"#
    )
  }

  @Test("a diagnostic about a file as a whole has no line")
  func file() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let json = String(decoding: try encoder.encode(Diagnostic(.warning, id: "test", "odd", at: .file("a.onnx"))), as: UTF8.self)
    #expect(json == #"{"id":"test","message":"odd","path":"a.onnx","severity":"warning"}"#)
  }
}
