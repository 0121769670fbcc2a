import Diagnostics
import Markup
import Seeded
import Testing

/// Seeded random texts: nothing traps, every place is inside the source, and plain texts agree with libcmark.
@Suite struct FuzzTests {
  static let plain = [
    "a", "b c", " ", "  ", "\n", "\n\n", "*", "**", "_", "`", "``", "[", "]", "](", "(", ")", "<", ">", "\\", "&amp;", "&", "#",
    "# ",
    "- ", "1. ", "> ", "    ", "\t", "---\n", "===\n", "```\n", "~~~ x\n", "[r]: /u\n", "[r]", "\"", "'", "--", "...", "é",
    "<https://a.b>", "a:", "\r\n",
  ]
  /// Images and HTML are kept apart: in an image's text cmark writes tags as text, and we leave them out.
  static let images = plain + ["![", "![i](", "![a]"]
  static let raw = plain + ["<b>", "</b>", "<!--", "-->", "<div>\n", "<b title=\"", "<?", "?>"]
  static let extended =
    images + raw + [
      "`= ", "`= a.b | c`", "|", "| a | b |\n|---|:-:|\n", "```{regions} x\n", "```{", "{{a}} b\n", "：", "**注意：**", "中",
      "\u{0}",
      "\r", "\u{E000}", "a: 1\n", "- b: {c, [\n", "&x *x", "\u{2028}", "javascript:", "\u{1F600}", "title: 3\n", "date: x\n",
    ]

  func text(_ pieces: [String], seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed)
    return (0..<Int.random(in: 1...60, using: &generator)).map { _ in
      pieces[Int.random(in: 0..<pieces.count, using: &generator)]
    }.joined()
  }

  @Test("random Markdown gives the HTML that libcmark gives", arguments: 0..<40, [images, raw])
  func agreement(_ block: Int, _ pieces: [String]) {
    for seed in 0..<250 {
      let text = text(pieces, seed: UInt64(block * 250 + seed))
      // Front matter is ours alone.
      guard !text.hasPrefix("---") else { continue }
      #expect(CommonMarkTests.withoutAnchors(html(text)) == CommonMarkReference.html(text), "\(text.debugDescription)")
    }
  }

  @Test("random text with everything we add never traps, and all places are inside it", arguments: 0..<40)
  func extensions(_ block: Int) {
    for seed in 0..<250 {
      let text = text(Self.extended, seed: UInt64(100_000 + block * 250 + seed))
      let (document, _) = parse(text)
      _ = html(text)
      for inline in document.blocks.allInlines { #expect(inline.range.bytes.upperBound <= document.source.byteCount) }
      for code in document.blocks.codeBlocks {
        #expect(code.lines.allSatisfy { $0.bytes.upperBound <= document.source.byteCount })
        _ = try? YAMLParser.parse(code.yaml)
      }
    }
  }

  @Test("code spans and links in random text have the places where they stand", arguments: 0..<20)
  func places(_ block: Int) {
    let pieces = [
      "a ", "`x` ", " `` y` `` ", "[l](d)", "![i](p)", "\\`", "\n", "\n    ", "*e `z` f*", "<b>", "> ", "- ", "\n\n", "\"q\" ",
      "[m `c`](n)",
      "[r]", "[![j](o)](s)",
    ]
    for seed in 0..<100 {
      let source = text(pieces, seed: UInt64(200_000 + block * 100 + seed))
      for inline in parse(source).document.blocks.allInlines {
        switch inline.kind {
        case .link(let destination, _, _), .image(let destination, _, _):
          #expect(inline.range.text == destination, "\(source.debugDescription)")
        case .html(let literal): #expect(inline.range.text == literal, "\(source.debugDescription)")
        case .code(let code): #expect(inline.range.text == code, "\(source.debugDescription)")
        default: break
        }
      }
    }
  }

  @Test("random YAML never traps")
  func yaml() {
    let pieces = [
      "a", ":", ": ", "- ", "\n", "\n  ", "[", "]", "{", "}", ",", "\"", "'", "|\n", ">\n", "&x ", "*x", "!t ", "#", "? ", "é",
      "\u{85}",
      "---\n", "1", "~", "%", "\t", "\\", "@", "a: 1\n", "a: 2\n",
    ]
    for seed in 0..<5000 {
      let source = Source(path: "a", text: text(pieces, seed: UInt64(300_000 + seed)))
      do { _ = try YAMLParser.parse(YAMLText(source)) } catch {
        guard case .text(let range) = error.location else {
          Issue.record("no place: \(error)")
          continue
        }
        #expect(range.bytes.upperBound <= source.byteCount)
      }
    }
  }

  @Test("random bytes, made valid as UTF-8, never trap")
  func bytes() {
    var generator = SeededGenerator(seed: 42)
    for _ in 0..<500 {
      let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &generator) }
      _ = html(String(decoding: bytes, as: UTF8.self))
    }
  }
}
