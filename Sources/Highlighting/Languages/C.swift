extension Language {
  static let c = Language("c", aliases: "h", Grammar(start: "code", cStates(keywords: cKeywords)))

  static let cpp = Language(
    "c++", aliases: "cpp cc cxx hpp hxx cu cuda", Grammar(start: "code", cStates(keywords: cKeywords + " " + cppKeywords)))

  private static func cStates(keywords: String) -> [String: State] {
    let code = cCode(keywords: keywords)
    return [
      "code": State(code),
      "include": State([Rule(#"<[^>\n]*>"#, .string, .pop), Rule("$", nil, .pop)] + code),
      "string": State(.string, [Rule("\"", .string, .pop), cEscape, Rule("$", nil, .pop)]),
      "character": State(.string, [Rule("'", .string, .pop), cEscape, Rule("$", nil, .pop)]),
      "raw": State(.string, [Rule(#"\)\1""#, .string, .pop)]),
    ]
  }

  private static let cEscape = Rule(#"\\(?:x\h+|u\h{4}|U\h{8}|[0-7]{1,3}|.|\r?\n)"#, .escape)

  private static func cCode(keywords: String) -> [Rule] {
    [
      Rule(#"//(?:\\\r?\n|[^\n])*"#, .comment),
      Rule(#"/\*(?:[^*]|\*(?!/))*(?:\*/)?"#, .comment),
      Rule(##"^\s*#\s*include\b"##, .attribute, .push("include")),
      Rule(##"^\s*#\s*(?:error|warning)\b[^\n]*"##, .attribute),
      Rule(##"^\s*#\s*\w*"##, .attribute),
      Rule(#"\[\[[\a\s](?:[^\]\n]|\](?!\]))*\]\]"#, .attribute),
      Rule(#"(?:u8|[uUL])?R"([^()\\\s"]{0,16})\("#, .string, .push("raw")),
      Rule(#"(?:u8|[uUL])?""#, .string, .push("string")),
      Rule(#"(?:u8|[uUL])?'"#, .string, .push("character")),
      // A preprocessing number (ISO C, 6.4.8), which takes digit separators and suffixes of every kind.
      Rule(#"\.?\d(?:[eEpP][+\-]|'\w|[\w.])*"#, .number),
      Rule(#"\a\w*"#, words: [.keyword: keywords, .type: cTypes, .constant: "true false NULL nullptr this"]),
      Rule(#"[a-z_]+(?:8|16|32|64|ptr|max)?_t\b"#, .type),
      Rule(#"[A-Z][A-Z\d_]+\b(?!\s*\()"#),
      Rule(#"\a\w*(?=(?:<[^()<>;\n]{0,60}>)?\()"#, .function),
      Rule(#"[A-Z]\w*"#, .type),
      Rule(#"\a\w*"#),
    ]
  }

  private static let cKeywords = """
    alignas alignof asm break case const constexpr continue default do else enum extern for goto if inline register restrict return sizeof \
    static static_assert struct switch thread_local typedef typeof union volatile while _Alignas _Atomic _Generic _Noreturn _Static_assert \
    __attribute__ __restrict__
    """

  private static let cppKeywords = """
    and and_eq bitand bitor catch class co_await co_return co_yield compl concept const_cast consteval constinit decltype delete \
    dynamic_cast explicit export final friend import module mutable namespace new noexcept not not_eq operator or or_eq override private \
    protected public reinterpret_cast requires static_cast template throw try typeid typename using virtual xor xor_eq
    """

  private static let cTypes = """
    auto bool char char8_t char16_t char32_t double float int long short signed unsigned void wchar_t _Bool _Complex
    """
}
