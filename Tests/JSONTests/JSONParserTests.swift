import Testing

import JSON

@Suite struct JSONParserTests {
  @Test("the six kinds of values are read")
  func kinds() throws {
    let elements = try #require(JSONParser.parse(Array(#"[null, true, false, -1.5e2, "a", [], {}]"#.utf8)).array)
    #expect(elements.map(\.kind) == ["null", "a boolean", "a boolean", "a number", "a string", "an array", "an object"])
    #expect(elements[3].number == -150)
    #expect(elements[4].string == "a")
    #expect(elements[5].array?.isEmpty == true)
    #expect(elements[6].members?.isEmpty == true)
  }

  @Test("members keep their order and the places of keys and values")
  func places() throws {
    let text = Array(#" {"b": 1, "a" : [2, "é"]}"#.utf8)
    let members = try #require(JSONParser.parse(text).members)
    #expect(members.map(\.key) == ["b", "a"])
    #expect(members.map { String(decoding: text[$0.keyBytes], as: UTF8.self) } == ["\"b\"", "\"a\""])
    #expect(members.map { String(decoding: text[$0.value.bytes], as: UTF8.self) } == ["1", "[2, \"é\"]"])
    #expect(members[1].value.array?.last?.string == "é")
  }

  @Test(
    "escapes are replaced",
    arguments: [
      (#""\" \\ \/ \b \f \n \r \t""#, "\" \\ / \u{8} \u{C} \n \r \t"), (#""\u00e9\u4E2D""#, "é中"), (#""\ud83d\ude00""#, "😀"),
    ])
  func escapes(text: String, value: String) throws {
    #expect(try JSONParser.parse(Array(text.utf8)).string == value)
  }

  @Test(
    "numbers are rounded to the nearest double",
    arguments: [
      ("0", 0), ("-0", -0.0), ("0.1", 0.1), ("9007199254740993", 9_007_199_254_740_992), ("1e-400", 0), ("2.5E+3", 2500),
    ])
  func numbers(text: String, value: Double) throws {
    #expect(try JSONParser.parse(Array(text.utf8)).number == value)
  }

  @Test("only integers from 0 to 2^53 are sizes", arguments: [("7", 7), ("-1", nil), ("1.5", nil), ("9007199254740994", nil)])
  func sizes(text: String, size: Int?) throws {
    #expect(try JSONParser.parse(Array(text.utf8)).size == size)
  }

  @Test(
    "what is not JSON is refused, with its place",
    arguments: [
      ("", 0, "the text ends where a value should come"), ("{} x", 3, "found 'x' where the end of the text should come"),
      ("[1,]", 3, "found ']' where a value should come"), ("[1 2]", 3, "found '2' where ',' or ']' should come"),
      (#"{"a": 1, "a": 2}"#, 9, "the key 'a' appears twice in one object"),
      ("{a: 1}", 1, "found 'a' where a key in double quotes should come"),
      (#"{"a" 1}"#, 5, "found '1' where ':' should come"), ("\"abc", 0, "the string has no closing quote"),
      ("\"a\nb\"", 2, "a string holds the control character 10"),
      (#""\x""#, 2, #"found 'x' where an escape: one of " \ / b f n r t u should come"#),
      (#""\ud800""#, 1, "the escape is half of a surrogate pair"), ("1e999", 0, "the number is beyond the range of a double"),
      ("01", 1, "found '1' where the end of the text should come"), ("1.", 2, "the text ends where a digit should come"),
      ("nul", 0, "found 'n' where a value should come"),
    ])
  func refusals(text: String, offset: Int, message: String) {
    let error = #expect(throws: JSONError.self) { try JSONParser.parse(Array(text.utf8)) }
    #expect(error?.bytes.lowerBound == offset)
    #expect(error?.message == message)
  }

  @Test("64 levels of nesting are read, and 65 or a million refused")
  func nesting() throws {
    let nested = { (depth: Int) in [UInt8](repeating: 0x5B, count: depth) + [UInt8](repeating: 0x5D, count: depth) }
    #expect(try JSONParser.parse(nested(64)).array?.count == 1)
    for depth in [65, 1_000_000] {
      let error = #expect(throws: JSONError.self) { try JSONParser.parse(nested(depth)) }
      #expect(error?.message == "values are nested more than 64 levels deep")
    }
  }

  @Test("a text cut off at any byte is refused without a trap")
  func truncation() throws {
    let text = Array(#"{"a": [1.5e-3, true, "\u00e9\n", {"b": null}], "c": {}}"#.utf8)
    _ = try JSONParser.parse(text)
    for count in text.indices {
      #expect(throws: JSONError.self) { try JSONParser.parse(Array(text.prefix(count))) }
    }
  }
}
