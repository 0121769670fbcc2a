// The machine-readable form of a diagnostic: what `facet build --format json` prints, one object for each finding.

extension Diagnostic: Encodable {
  private enum Key: String, CodingKey { case severity, id, message, fix, notes, path, line, column, endLine, endColumn }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(severity, forKey: .severity)
    try container.encode(id, forKey: .id)
    try container.encode(message, forKey: .message)
    try container.encodeIfPresent(fix, forKey: .fix)
    try container.encodeIfPresent(location.path, forKey: .path)
    if case .text(let range) = location {
      try container.encode(range.start.line, forKey: .line)
      try container.encode(range.start.column, forKey: .column)
      try container.encode(range.end.line, forKey: .endLine)
      try container.encode(range.end.column, forKey: .endColumn)
    }
    if !notes.isEmpty { try container.encode(notes.map(\.message), forKey: .notes) }
  }
}
