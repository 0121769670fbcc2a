import CCMark

/// libcmark's own renderer, which tests hold `HTMLRenderer` against.
enum CommonMarkReference {
  /// HTML of a text without any of Facet's additions; raw HTML is passed on.
  static func html(_ text: String, smart: Bool = true) -> String {
    let options = CMARK_OPT_DEFAULT | CMARK_OPT_UNSAFE | (smart ? CMARK_OPT_SMART : 0)
    guard let html = cmark_markdown_to_html(text, text.utf8.count, options) else { return "" }
    defer { cmark_get_default_mem_allocator().pointee.free(html) }
    return String(cString: html)
  }
}
