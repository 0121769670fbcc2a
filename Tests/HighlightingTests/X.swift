import Testing
import Highlighting
@Test func grammars() { for l in Language.all { #expect(l.problems == []) } }
