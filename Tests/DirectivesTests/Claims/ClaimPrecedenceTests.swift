import Testing

/// Each claim holds if operators bind as the table of precedence says, and fails or means nothing if two were exchanged.
@Suite struct ClaimPrecedenceTests {
  @Test(
    "operators bind in the order of the table, and group to the left but for powers",
    arguments: [
      "1 + 2 * 3 == 7", "2 * 3 + 1 == 7", "10 - 4 / 2 == 8", "2 * 3 ^ 2 == 18", "-2 ^ 2 == -4", "(-2) ^ 2 == 4", "2 ^ -1 * 4 == 2",
      "2 ^ 3 ^ 2 == 512", "(2 ^ 3) ^ 2 == 64", "10 - 3 - 2 == 5", "16 / 4 / 2 == 2", "16 / 4 * 2 == 8", "-3 + 5 == 2", "-3 * -2 == 6",
      "2 - -3 == 5", "1 + 1 < 3", "1 < 1 + 1 < 3", "3 = 1 + 1 ± 0.5 + 0.5", "2 + 1 in [1 + 1, 2 * 2]", "1 + 2 in {3}",
      "not 1 == 2", "not 1 in {2}", "not false and true", "not (true and false)", "not false or true", "true or true and false",
      "false and false or true", "not not true", "1 == 1 and 2 == 2", "1 == 2 or 2 == 2", "all x in {1, 2}: x == 1 or x == 2",
      "all x in {1}: x == 1 and true", "(any x in {1}: x == 2) or true", "not all x in {1, 2}: x == 1", "\"ab\" contains \"a\" and true",
      "2 * (3 + 1) == 8", "((1)) == 1", "(1 == 1) == true", "- 2 ^ 2 + 5 == 1", "2 ^ 2 * 3 - 1 == 11", "max(1, 2) ^ 2 == 4",
    ])
  func holds(claim: String) throws { #expect(try ClaimCheck().outcome(claim) == "holds") }

  @Test("what a quantifier says goes to the end of the line")
  func quantifiersExtend() throws {
    #expect(try ClaimCheck().outcome("any x in {1}: x == 2 or false") == "no entry of {1} does it")
    #expect(try ClaimCheck().outcome("true or all x in {1}: x == 2 and false") == "holds")
  }
}
