/// What the text commands of LaTeX stand for.
///
/// Source: L. Lamport, "LaTeX: A Document Preparation System" (1994), section 3.2; the T1 and TS1 encodings of LaTeX's `fntguide`.
enum LaTeXSymbols {
  /// Accents written as one symbol, and the combining character of each.
  static let accents: [Unicode.Scalar: Unicode.Scalar] = [
    "`": "\u{300}", "'": "\u{301}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}", ".": "\u{307}", "\"": "\u{308}",
  ]

  /// Accents written as a word.
  static let namedAccents: [String: Unicode.Scalar] = [
    "u": "\u{306}", "v": "\u{30C}", "H": "\u{30B}", "r": "\u{30A}", "c": "\u{327}", "d": "\u{323}", "b": "\u{331}", "k": "\u{328}",
    "t": "\u{361}", "G": "\u{30F}", "f": "\u{311}", "h": "\u{309}", "U": "\u{30E}", "textcommabelow": "\u{326}",
  ]

  /// What an accent leaves that stands on nothing, as in `\~{}`.
  static let spacing: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{300}": "`", "\u{301}": "´", "\u{302}": "^", "\u{303}": "~", "\u{304}": "¯", "\u{307}": "˙", "\u{308}": "¨", "\u{306}": "˘",
    "\u{30C}": "ˇ", "\u{30B}": "˝", "\u{30A}": "˚", "\u{327}": "¸", "\u{328}": "˛",
  ]

  /// Letters and signs written as a word.
  static let named: [String: String] = [
    "ss": "ß", "SS": "SS", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": "\"", "lq": "‘", "rq": "’", "guillemotleft": "«",
    "guillemotright": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "quotedblbase": "„", "quotesinglbase": "‚", "glqq": "„", "grqq": "“",
    "ldots": "…", "dots": "…", "textellipsis": "…", "S": "§", "P": "¶", "copyright": "©", "textcopyright": "©", "textregistered": "®",
    "texttrademark": "™", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "textyen": "¥", "textdegree": "°",
    "textasciitilde": "~", "textasciicircum": "^", "textasciigrave": "`", "textbackslash": "\\", "textbar": "|", "textless": "<",
    "textgreater": ">", "textunderscore": "_", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}", "slash": "/",
    "textperiodcentered": "·", "textbullet": "•", "textmu": "µ", "textordfeminine": "ª", "textordmasculine": "º", "textdagger": "†",
    "dag": "†", "textexclamdown": "¡", "textquestiondown": "¿", "texttimes": "×", "textpm": "±", "textemptyset": "∅",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "LaTeXe": "LaTeX2e", "quad": " ", "qquad": " ", "space": " ", "newline": " ",
    "par": " ",
    "thinspace": "\u{2009}", "nobreakspace": "\u{A0}", "nobreakdash": "",
  ]

  /// Characters that a backslash makes plain, and spaces and breaks of one symbol.
  static let symbols: [Unicode.Scalar: String] = [
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ", "\t": " ", ",": "\u{2009}", ";": " ",
    ":": " ", "!": "", "/": "", "-": "", "\\": " ", "@": "", "*": "",
  ]

  /// Commands that put their argument in emphasis.
  static let emphasis: Set<String> = ["emph", "textit", "textsl"]
  /// Commands that put the rest of the group in emphasis.
  static let emphasisSwitches: Set<String> = ["em", "it", "sl", "itshape", "slshape"]
  /// Commands whose first argument is not text.
  static let hidden: Set<String> = [
    "noopsort", "href", "foreignlanguage", "hspace", "vspace", "phantom", "hphantom", "vphantom", "label", "SortNoop", "bibinfo",
  ]
  /// Commands that leave no trace here: what they do to their argument is the style's business.
  static let transparent: Set<String> = [
    "textbf", "textrm", "textsf", "texttt", "textsc", "textup", "textmd", "textnormal", "text", "mbox", "hbox", "fbox", "bf", "rm", "sf",
    "tt",
    "sc", "bfseries", "rmfamily", "sffamily", "ttfamily", "scshape", "upshape", "normalfont", "mdseries", "protect", "relax", "enquote",
    "uppercase", "lowercase", "MakeUppercase", "MakeLowercase", "url", "path", "nolinkurl", "underline", "natexlab", "allowbreak",
    "break", "linebreak", "nolinebreak", "hskip", "small", "footnotesize", "ignorespaces", "unskip", "null", "leavevmode",
    "textsuperscript", "textsubscript", "nocase", "mkbibquote", "mkbibemph", "bibnamedelima",
  ]

  /// Letters whose case BibTeX knows by their command (O. Patashnik, "BibTeXing", 1988, section 4).
  static let lowercaseLetters: Set<String> = ["i", "j", "o", "l", "ae", "oe", "aa", "ss", "dh", "th", "dj", "ng"]
  static let uppercaseLetters: Set<String> = ["O", "L", "AE", "OE", "AA", "DH", "TH", "DJ", "NG"]
}
