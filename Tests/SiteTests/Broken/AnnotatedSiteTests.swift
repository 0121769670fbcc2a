import Testing

/// Sites under Tests/Fixtures/sites/broken, one for each subject, with every message written beside the mistake.
@Suite struct AnnotatedSiteTests {
  @Test("each mistake is said where it is, with a fix, and nothing else is said", arguments: AnnotatedSite.names)
  func findings(name: String) async throws {
    let site = try AnnotatedSite(name)
    let found = try await site.found()
    let (missing, extra) = (Set(site.expected).subtracting(found), Set(found).subtracting(site.expected))
    #expect(found == site.expected, "missing:\n\(missing.sorted().joined(separator: "\n"))\nextra:\n\(extra.sorted().joined(separator: "\n"))")
  }

  @Test("there is a site for each subject")
  func subjects() {
    #expect(
      AnnotatedSite.names == [
        "bibliography", "captions", "citations", "containers", "front-matter", "includes", "labels", "latex", "macros", "mathematics", "notes",
        "open", "pictures", "structure", "tables", "translations", "values",
      ])
  }
}
