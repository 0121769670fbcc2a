import Diagnostics
import Markup

/// Something that a reference can lead to.
struct LabelTarget: Sendable {
  enum Kind: Sendable, Equatable {
    case figure, table, listing, equation, section, appendix, term
    case statement(Container.Kind)

    /// The word for things of the kind.
    var word: Strings.Word {
      switch self {
      case .figure: .figure
      case .table: .table
      case .listing: .listing
      case .equation: .equation
      case .section, .term: .section
      case .appendix: .appendix
      case .statement(let kind): Strings.Word(rawValue: kind.rawValue) ?? .remark
      }
    }
  }

  let kind: Kind
  /// "3", "2a", "1.2", "A"; `nil` for what is called by its title.
  let number: String?
  /// The title of a section, or a term; empty for others.
  let title: [Inline]
  /// The id on its page.
  let id: String
  /// Where the label was written.
  let range: SourceRange
  /// What a term means, for a card beside a reference to it.
  var meaning: [Block] = []
}
