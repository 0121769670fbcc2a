import Directives

/// The words that the generator itself puts on a page.
enum Strings {
  static let howComputed = "How this was computed"
  static let downloads = "Download:"
  static let directive = "Directive"
  static let options = "Options"
  static let note = "Note"
  static let convention = "Convention"
  static let engine = "Engine"
  static let input = "Input"
  static let notFound = "Page not found"
  static let oneClaimChecked = "1 claim checked"

  static func claimsChecked(_ count: Int) -> String { "\(count) claims checked" }
  static func figure(_ number: Int) -> String { "Figure \(number)" }
  /// That a file of data holds only its first records.
  static func capped(_ name: String, _ contents: Download.Contents) -> String {
    contents.included == 0
      ? "\(name) is left out, because a single record is larger than the site allows."
      : "\(name) holds the first \(NumberFormat.grouped(contents.included)) of \(NumberFormat.grouped(contents.total)) \(contents.records), "
        + "because the whole is larger than the site allows."
  }
  static let cappedElsewhere = "“facet run” with --out writes all."

  /// What a theme's templates may show, by the names they use.
  static let forTemplates: [String: String] = [
    "contents": "Contents", "skip-to-content": "Skip to content", "how-computed": howComputed, "downloads": downloads,
    "updated": "Updated", "published": "Published", "not-found": notFound, "back-home": "Back to the home page",
    "generated-by": "Made with Facet. Every number and figure was computed when this page was built.", "draft": "Draft",
  ]

  /// A date of the form YYYY-MM-DD in words: 24 November 2026.
  static func date(_ date: String) -> String {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
    let parts = date.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]) else { return date }
    return "\(parts[2]) \(months[parts[1] - 1]) \(parts[0])"
  }
}
