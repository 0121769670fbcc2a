extension LaTeXInText {
  static func commandFix(_ name: String, _ argument: String) -> String {
    let keys = argument.split(separator: ",").map { $0.trimmed }.joined(separator: "; @")
    switch name {
    case "cite", "citep", "parencite", "autocite", "citealp": return "write [@\(keys)]"
    case "citet", "textcite", "citeauthor": return "write @\(argument)"
    case "citeyear", "citeyearpar": return "write [-@\(keys)]"
    case "ref", "pageref": return "write [-@\(argument)] for the number, @\(argument) with its name"
    case "autoref", "cref", "Cref", "nameref": return "write @\(argument)"
    case "label": return "write {#\(argument)} at the end of a heading, or the label behind the braces of a block"
    case "emph", "textit": return "write *…*"
    case "textbf": return "write **…**"
    case "texttt", "verb": return "write it as code, between backticks"
    case "section", "chapter": return "write a heading: ## …"
    case "subsection": return "write a heading: ### …"
    case "footnote": return "write a mark [^name], and a line '[^name]: …'"
    case "url": return "write <\(argument)>"
    case "href": return "write [text](\(argument))"
    case "includegraphics": return "write ![text](\(argument))"
    case "item": return "write a list: lines that begin with '- '"
    default: return "put mathematics between dollar signs; write '\\\\\(name)' for the text itself"
    }
  }

  static func environmentFix(_ name: String) -> String {
    switch name {
    case "itemize": return "write a list: lines that begin with '- '"
    case "enumerate": return "write a list: lines that begin with '1. '"
    case "verbatim", "lstlisting", "minted": return "write a fence of backticks"
    case "tabular": return "write a table: rows with '|' between cells"
    case "quote", "quotation": return "write lines that begin with '> '"
    case "thebibliography": return "name a file of BibTeX under 'bibliography' in the front matter"
    default:
      return Container.Kind(rawValue: name).map { "write a fence {\($0)}" }
        ?? "put it between lines '$$', or into a fence 'math'; write '\\\\' for a backslash"
    }
  }
}
