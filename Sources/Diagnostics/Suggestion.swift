/// "Did you mean": the name nearest to one that was not found.
package enum Suggestion {
  /// The candidate with the least edit distance, if it is near enough to be a likely slip of the pen.
  ///
  /// Distance is optimal string alignment (insert, delete, replace, swap neighbours; Damerau 1964), case ignored;
  /// at most a third of the longer name may differ, of names below three letters nothing. Ties go to the candidate first in order.
  /// Among very many candidates none is looked for, so that many mistakes in one text cost no square.
  package static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased())
    guard wanted.count <= 100 else { return nil }
    var best: (name: String, distance: Int)?
    let candidates = Array(candidates)
    guard candidates.count <= mostCandidates else { return nil }
    for candidate in candidates.sorted() where candidate.count <= 100 {
      // Names of very different lengths are far from each other, however they are spelled.
      guard abs(candidate.count - wanted.count) <= max(1, max(candidate.count, wanted.count) / 3) else { continue }
      let distance = distance(wanted, Array(candidate.lowercased()))
      let longer = max(wanted.count, candidate.count)
      let limit = longer < 3 ? 0 : max(1, longer / 3)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  private static let mostCandidates = 20_000

  /// A fix that names the nearest candidate, else lists the candidates when they are few.
  package static func fix(for name: String, in candidates: some Sequence<String>) -> String? {
    if let nearest = nearest(to: name, in: candidates) { return "did you mean '\(nearest)'?" }
    let all = candidates.sorted()
    return all.isEmpty || all.count > 20 ? nil : "use one of: \(all.joined(separator: ", "))"
  }

  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var older = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var current = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        current[j] = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { current[j] = min(current[j], older[j - 2] + 1) }
      }
      (older, previous) = (previous, current)
    }
    return previous[b.count]
  }
}
