import Diagnostics
import Networks

/// A computation that an article can ask for. A conforming type is a namespace: one file in `Builtin/`, one line in `Registry`.
///
/// The work has three steps. `prepare` reads and checks every input; it runs for all directives of all pages before anything is
/// computed. `compute` is pure and may take long. `present` turns what was computed into values, a figure and downloads, and
/// is the only step that sees presentation options.
package protocol Directive: Sendable {
  /// What `prepare` read, checked.
  associatedtype Prepared: Sendable
  /// What `compute` found.
  associatedtype Computation: Sendable

  /// The word in the fence: `{regions}`.
  static var name: String { get }
  /// One line of Markdown.
  static var summary: String { get }
  /// How the result is meant: definitions, exactness, conventions, source. A paragraph of Markdown.
  static var convention: String { get }
  static var options: [OptionDeclaration] { get }
  static var values: [ValueDeclaration] { get }

  /// Whether the directive can work with a network; throws a `Diagnostic` without a place that says why not.
  static func check(_ network: Network) throws(Diagnostic)
  static func prepare(_ options: Options, _ inputs: InputScope) throws(DiagnosticReport) -> Prepared
  static func compute(_ prepared: Prepared) throws(Diagnostic) -> Computation
  /// The option that an error of `compute` is about, where that is not the first model or architecture.
  static func option(for error: Diagnostic) -> String?
  static func present(_ computation: Computation, _ prepared: Prepared, _ options: Options) throws(Diagnostic) -> Result
}

extension Directive {
  package static func check(_ network: Network) throws(Diagnostic) {}

  package static func option(for error: Diagnostic) -> String? { nil }

  /// Where an error of a computation points that has no place: at the option that it is about, else at the directive.
  static func place(of error: Diagnostic, _ options: Options) -> SourceRange? {
    let names = [option(for: error)].compactMap(\.self) + Self.options.filter(\.type.isNetwork).map(\.name)
    return names.lazy.compactMap { options.entries[$0]?.range }.first ?? options.range
  }
}
