import Foundation
import Testing

/// Pictures are what their names say.
@Suite struct PictureTests {
  private static let signatures: [String: [UInt8]] = [
    "png": [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], "jpg": [0xFF, 0xD8, 0xFF, 0xE0], "gif": Array("GIF89a".utf8) + [0],
    "webp": Array("RIFF".utf8) + [4, 0, 0, 0] + Array("WEBPVP8 ".utf8), "avif": [0, 0, 0, 28] + Array("ftypavif".utf8),
    "svg": Array("<?xml version=\"1.0\"?>\n<!-- a picture -->\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8),
  ]

  private func errors(_ name: String, _ bytes: [UInt8]) async throws -> String {
    let site = try TemporarySite(["index.md": "# T\n\n![A picture](\(name))\n"])
    try Data(bytes).write(to: site.folder.appending(path: name))
    return await site.errors()
  }

  @Test("a file with the first bytes of its format is a picture", arguments: signatures.keys.sorted())
  func right(kind: String) async throws {
    #expect(try await errors("a.\(kind)", Self.signatures[kind] ?? []) == "")
    #expect(try await errors("a.\(kind.uppercased())", Self.signatures[kind] ?? []) == "")
  }

  @Test("a file with those of another format is an error that names both", arguments: signatures.keys.sorted())
  func wrong(kind: String) async throws {
    for (other, bytes) in Self.signatures where other != kind {
      let text = try await errors("a.\(kind)", bytes)
      #expect(text.hasPrefix("index.md:3:14: error: 'a.\(kind)' holds a "), "\(text)")
    }
    #expect(try await errors("a.\(kind)", Array("GIF88a".utf8)).contains("'a.\(kind)' holds no "))
  }

  @Test(
    "an SVG that hides what it does is found out",
    arguments: [
      "<SVG><SCRIPT/></SVG>", "<svg><x:script xmlns:x='http://www.w3.org/2000/svg'/></svg>", "<svg OnLoad = 'x()'/>",
      "<svg><a href='\n java\tscript:x()'/></svg>",
      "<svg><use href=\"other.svg#a\"/></svg>", "<svg><image href='data:image/svg+xml,x'/></svg>",
      "<svg style='background: URL( \"a.png\" )'/>",
      "<!DOCTYPE svg [<!ENTITY a '<script/>'>]><svg>&a;</svg>", "<svg><style>a { b: url('https://x') }</style></svg>",
    ])
  func hidden(svg: String) async throws {
    #expect(try await errors("a.svg", Array(svg.utf8)).hasPrefix("a.svg:"), "\(svg)")
  }

  @Test(
    "what is text in an SVG does nothing",
    arguments: ["<svg><!-- <script> --></svg>", "<svg><![CDATA[<script>]]></svg>", "<svg><text>onload=1 url(x)</text></svg>"])
  func harmless(svg: String) async throws {
    #expect(try await errors("a.svg", Array(svg.utf8)) == "")
  }
}
