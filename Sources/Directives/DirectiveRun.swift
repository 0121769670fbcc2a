import Diagnostics
import Inputs
import Markup

/// One directive with its options checked and its inputs read: ready to be computed.
package struct DirectiveRun: Sendable {
  package let directive: any Directive.Type
  package let options: Options
  package let scope: InputScope
  private let work: @Sendable () throws -> Result

  /// Checks a directive as written. Throws all that is wrong with its options and inputs, located.
  package init(
    _ directive: any Directive.Type, body: YAMLNode?, at place: SourceRange?, scope: InputScope
  ) throws(DiagnosticReport) {
    let options = try OptionParser.parse(body, of: directive, at: place, inputs: scope)
    self.directive = directive
    self.options = options
    self.scope = scope
    work = try Self.prepare(directive, options, scope)
  }

  /// Opens the existential: from here on the directive's own types are known.
  private static func prepare<D: Directive>(
    _ directive: D.Type, _ options: Options, _ scope: InputScope
  ) throws(DiagnosticReport) -> @Sendable () throws -> Result {
    let prepared = try directive.prepare(options, scope)
    return { try directive.present(try directive.compute(prepared), prepared, options) }
  }

  /// Computes and presents. Throws a `Diagnostic` at the option that it is about, else at the directive.
  package func run() throws(Diagnostic) -> Result {
    do { return try work() } catch let error as Diagnostic { throw error.located(at: directive.place(of: error, options)) } catch {
      throw Diagnostic(id: "internal", "\(error)", at: options.range.map { .text($0) } ?? .none)
    }
  }

  /// The options as the reader of "How this was computed" sees them: those that were given or have a default, in declared order.
  package func shownOptions(_ purpose: OptionDeclaration.Purpose) -> [(name: String, value: String)] {
    directive.options.filter { $0.purpose == purpose }.compactMap { declaration in
      options.entries[declaration.name].map { (declaration.name, $0.value.description) }
    }
  }
}
