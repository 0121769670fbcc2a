import Bibliography
import Foundation
import Markup

extension PageRenderer {
  /// A citation of works, with a card that shows on hover and focus; or references to labelled things.
  func citation(_ citation: Markup.Citation) -> String {
    guard let works = references.works(citation), let list = references.list else { return references(citation) }
    var seen: Set<String> = []
    let links = list.text(of: works).map { piece -> String in
      switch piece {
      case .text(let text): return HTMLEscape.text(text)
      case .reference(let key, let text):
        seen.insert(key)
        citationCount += 1
        citationIDs[key, default: []].append("_cite-\(citationCount)")
        return "<a id=\"_cite-\(citationCount)\" href=\"#\(HTMLEscape.address(Self.id(ofWork: key)))\">\(HTMLEscape.text(text))</a>"
      }
    }
    let cards = works.items.map(\.key).filter { seen.contains($0) }.map { key in kept(key) { card(key) } }.joined()
    return "<span class=\"citation\">\(links.joined())<span class=\"card\" role=\"note\">\(cards)</span></span>"
  }

  func text(_ citation: Markup.Citation) -> String {
    if let works = references.works(citation), let list = references.list { return list.text(of: works).map(\.plainText).joined() }
    return citation.items.map { item in
      guard case .label(let target, _)? = try? references.site.resolve(item, from: plan.page) else { return item.key }
      return name(of: target, isShort: item.isAuthorSuppressed)
    }.joined(separator: "; ")
  }

  /// The id of a work's entry in the list; no label begins with an underscore.
  private static func id(ofWork key: String) -> String { "_ref-\(key.replacing(/\s/, with: "_"))" }

  private func references(_ citation: Markup.Citation) -> String {
    let parts = citation.items.map { item -> String in
      guard case .label(let target, let page)? = try? references.site.resolve(item, from: plan.page) else { return HTMLEscape.text(item.key) }
      let address = HTMLEscape.address(address(ofPage: page, anchor: target.id))
      let prefix = item.prefix.isEmpty ? "" : HTMLEscape.text(item.prefix) + " "
      let locator = item.locator.isEmpty ? "" : ", " + HTMLEscape.text(item.locator)
      let isTitled = target.number == nil && !item.isAuthorSuppressed && !target.title.isEmpty
      let name =
        isTitled
        ? HTMLRenderer(context: self).html(target.title.withoutLinks(text))
        : HTMLEscape.text(name(of: target, isShort: item.isAuthorSuppressed))
      // "Theorem 3" of another page says so where the reader asks.
      let title = page == plan.page.path ? "" : " title=\"\(HTMLEscape.text(references.site.titles[page] ?? ""))\""
      let link = "\(prefix)<a class=\"reference\" href=\"\(address)\"\(title)>\(name)</a>\(locator)"
      return target.meaning.isEmpty ? link : "<span class=\"citation\">\(link)\(kept("\(page)#\(target.id)") { card(of: target) })</span>"
    }
    return parts.joined(separator: "; ")
  }

  /// "Figure 3", with a space that does not break; only "3" in short.
  func name(of target: LabelTarget, isShort: Bool) -> String {
    guard let number = target.number else { return target.title.plainText(value: value, citation: text) }
    return isShort ? number : strings(target.kind.word, ["number": number]).replacingOccurrences(of: " ", with: "\u{A0}")
  }

  /// A card, which is made once. Every reference has a copy; when they take too much of the page, the rest go without.
  private func kept(_ name: String, _ make: () -> String) -> String {
    let html = cards[name] ?? make()
    cards[name] = html
    cardBytes += html.utf8.count
    return cardBytes <= Self.mostCardBytes ? html : ""
  }

  /// The most that all cards of a page take together, in bytes.
  private static let mostCardBytes = 4 << 20

  private func card(of target: LabelTarget) -> String {
    let texts = target.meaning.map(\.inlines).filter { !$0.isEmpty }
    let renderer = HTMLRenderer(context: self)
    return "<span class=\"card\" role=\"note\">\(texts.map { renderer.html($0.withoutLinks(text)) }.joined(separator: "<br />"))</span>"
  }

  /// Title, authors, year, and where to read a work.
  private func card(_ key: String) -> String {
    guard let card = references.library?.card(key) else { return "" }
    let facts = [HTMLEscape.text(card.authors), HTMLEscape.text(card.year), html(card.container)].filter { !$0.isEmpty }.joined(
      separator: " · ")
    let title = card.url.map { "<a href=\"\(HTMLEscape.address($0))\">\(html(card.title))</a>" } ?? html(card.title)
    return "<span class=\"card-title\">\(title)</span><span class=\"card-facts\">\(facts)</span>"
  }

  /// The list of the works that the page cites, each with links back to where.
  func bibliography() -> String {
    guard let list = references.list, !list.entries.isEmpty else { return "" }
    let isNumbered = list.style == .numeric
    let items = list.entries.map { entry -> String in
      let back = (citationIDs[entry.key] ?? []).enumerated().map { number, id in
        "<a class=\"back\" href=\"#\(id)\" aria-label=\"\(HTMLEscape.text(strings[.backToText])) (\(number + 1))\">↩</a>"
      }
      return "<li id=\"\(HTMLEscape.text(Self.id(ofWork: entry.key)))\">\(html(entry.pieces)) \(back.joined(separator: " "))</li>\n"
    }
    let tag = isNumbered ? "ol" : "ul"
    let title = HTMLEscape.text(strings[.references])
    return
      "<section class=\"bibliography\" aria-labelledby=\"_references\">\n<h2 id=\"_references\">\(title)</h2>\n<\(tag)>\n\(items.joined())</\(tag)>\n</section>\n"
  }

  /// Formatted text of a bibliography.
  private func html(_ pieces: [Piece]) -> String {
    pieces.map { piece -> String in
      switch piece {
      case .text(let text): return HTMLEscape.text(text)
      case .emphasis(let text): return "<em>\(HTMLEscape.text(text))</em>"
      case .mathematics(let text):
        guard let html = formulas.html(ofTitle: text) else { return HTMLEscape.text(text) }
        usesMathematics = true
        return html
      case .link(let url, let text): return "<a href=\"\(HTMLEscape.address(url))\">\(HTMLEscape.text(text))</a>"
      }
    }.joined()
  }
}
