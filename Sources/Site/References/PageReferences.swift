import Bibliography
import Markup

/// What one page refers to: the list of the works that it cites, and the labels that it may name.
struct PageReferences: Sendable {
  let page: ContentPage
  let site: SiteReferences
  /// The works that the page cites; `nil` where it cites none.
  let list: CitedList?
  let library: FormattedLibrary?

  init(_ plan: PagePlan, _ site: SiteReferences, _ configuration: SiteConfiguration) {
    page = plan.page
    self.site = site
    library = site.library(of: plan.page)
    let style = plan.page.citations ?? configuration.citations
    list =
      plan.citedKeys.isEmpty
      ? nil : library.map { CitedList(citing: plan.citedKeys, in: $0, style: style) }
  }

  /// The formulas in the titles of the works that the page cites.
  var formulas: [String] {
    (list?.entries ?? []).flatMap(\.pieces).compactMap { if case .mathematics(let text) = $0 { text } else { nil } }
  }

  /// A citation that was checked, as the bibliography takes it; `nil` where it leads to labels.
  func works(_ citation: Markup.Citation) -> Bibliography.Citation? {
    var items: [Bibliography.Citation.Item] = []
    for item in citation.items {
      guard case .work? = try? site.resolve(item, from: page) else { return nil }
      let locator = item.locator.isEmpty ? nil : Locator(written: item.locator)
      items.append(Bibliography.Citation.Item(item.key, prefix: item.prefix, locator: locator, suppressesAuthor: item.isAuthorSuppressed))
    }
    return Bibliography.Citation(citation.isNarrative ? .narrative : .parenthetical, items)
  }
}
