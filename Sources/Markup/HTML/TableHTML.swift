/// A table in a frame of its own, which scrolls where the table is too wide; the frame can be reached from the keyboard.
package struct TableHTML {
  /// A cell's HTML and how it stands.
  package struct Cell {
    let html: String
    let alignment: Block.Table.Alignment

    package init(_ html: String, alignment: Block.Table.Alignment = .none) {
      (self.html, self.alignment) = (html, alignment)
    }

    func write(_ tag: String) -> String {
      let name: String? =
        switch alignment {
        case .none: nil
        case .left: "left"
        case .centre: "center"
        case .right: "right"
        }
      // A header without text heads nothing.
      let tag = html.isEmpty ? "td" : tag
      return "<\(tag)\(name.map { " class=\"align-\($0)\"" } ?? "")>\(html)</\(tag)>"
    }
  }

  private let name: String?
  private let header: [Cell]
  private let rows: [[Cell]]

  /// `name` is the class of the table, for style sheets.
  package init(_ name: String? = nil, header: [Cell], rows: [[Cell]]) {
    (self.name, self.header, self.rows) = (name, header, rows)
  }

  /// The table with its frame.
  package var html: String {
    func row(_ cells: [Cell], _ tag: String) -> String { "<tr>\(cells.map { $0.write(tag) }.joined())</tr>\n" }
    let attribute = name.map { " class=\"\(HTMLEscape.text($0))\"" } ?? ""
    let body = rows.isEmpty ? "" : "<tbody>\n\(rows.map { row($0, "td") }.joined())</tbody>\n"
    return "<div class=\"table\" tabindex=\"0\"><table\(attribute)>\n<thead>\n\(row(header, "th"))</thead>\n\(body)</table></div>\n"
  }
}
