import Foundation
import Inputs

extension Value: Encodable {
  /// JSON has finite numbers only: `null` stands for others.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .integer(let value): try container.encode(value)
    case .number(let value): if value.isFinite { try container.encode(value) } else { try container.encodeNil() }
    case .text(let value): try container.encode(value)
    case .boolean(let value): try container.encode(value)
    case .unknown: try container.encode(plain)
    case .list(let values): try container.encode(values)
    }
  }
}

/// The one JSON object that `facet run --json` prints, and that pages offer for download.
package struct ResultDocument: Encodable {
  private struct Input: Encodable {
    let path: String
    let sha256: String
  }

  private struct Table: Encodable {
    let name: String
    let columns: [String]
    let rows: [[String]]
  }

  private let directive: String
  private let values: [String: Value]
  private let tables: [Table]
  private let notes: [String]
  private let inputs: [Input]

  package init(directive: String, result: Result, inputs: [Workspace.Input]) {
    self.directive = directive
    values = Dictionary(uniqueKeysWithValues: result.values.map { ($0.name, $0.value) })
    tables = result.tables.map { Table(name: $0.name, columns: $0.columns.map(\.name), rows: $0.rows) }
    let infinite = result.values.filter { !$0.value.isFinite }.map { "`\($0.name)`" }
    notes =
      result.notes
      + (infinite.isEmpty ? [] : ["In JSON `null` stands for a number that is infinite or undefined: \(infinite.joined(separator: ", "))."])
    self.inputs = inputs.map { Input(path: $0.path, sha256: $0.sha256) }
  }

  /// The object as text, keys sorted, with a line feed at the end.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
