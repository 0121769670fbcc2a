import Diagnostics

/// KaTeX, compiled once: from this value each `Typesetter` starts in a few milliseconds.
///
/// KaTeX's source is run as it is, between a few lines of our own. Compiling it takes about a tenth of a second. The byte code never
/// leaves the process, because Duktape trusts it blindly.
package struct KaTeX: Sendable {
  /// The version that KaTeX says it has, such as `0.16.4`. Its output depends on nothing but the formula, its macros and this.
  package let version: String
  /// For heaps of this process.
  package let byteCode: [UInt8]

  /// Compiles KaTeX's JavaScript (the file `katex.min.js` of its distribution).
  /// - Throws: `invalid-katex` when that is not what the bytes are.
  package init(source: [UInt8]) throws(Diagnostic) {
    do throws(ScriptHeap.Failure) {
      byteCode = try ScriptHeap().compile(Array(Self.before.utf8) + source + Array(Self.after.utf8))
      let heap = try ScriptHeap()
      try heap.load(byteCode)
      version = try heap.call("facetVersion", [])
    } catch {
      var message = "KaTeX's JavaScript could not be run"
      if case .thrown(let text) = error { message += ": \(text)" }
      throw Diagnostic(id: "invalid-katex", message, at: .none, fix: "install the package libjs-katex again")
    }
  }

  /// The one function that KaTeX expects and Duktape, which implements ECMAScript 5.1 and parts of 6, lacks.
  private static let before = """
    Object.defineProperty(Array.prototype, "fill", { configurable: true, writable: true, value: function (value, start, end) {
      var length = this.length, from = start === undefined ? 0 : start, to = end === undefined ? length : end;
      from = from < 0 ? Math.max(length + from, 0) : from;
      to = to < 0 ? length + to : Math.min(to, length);
      for (var i = from; i < to; i++) this[i] = value;
      return this;
    } });

    """

  /// What Swift calls. A result is a text whose first letter says what it is: H HTML, E a parse error (its position or nothing, a line
  /// feed, its message), R a command that may not be trusted. Other exceptions go through to Swift.
  private static let after = #"""

    ;(function (global) {
      var katex = global.katex;
      if (!katex || typeof katex.renderToString !== "function") throw new TypeError("this is not KaTeX");
      global.facetVersion = function () { return katex.version; };
      function settings(display, maxExpand, macros) {
        return {
          displayMode: display, output: "htmlAndMathml", throwOnError: true, fleqn: false, globalGroup: false,
          maxSize: 100, maxExpand: maxExpand, macros: macros,
          // More cells in a row than an array has columns is a slip; the rest of what LaTeX would refuse, such as Chinese, is welcome.
          strict: function (code) { return code === "textEnv" ? "error" : "ignore"; },
          trust: function (context) { throw { refused: String(context.command) }; }
        };
      }
      global.facetTypeset = function (formula, display, maxExpand) {
        var macros = {};
        for (var i = 3; i + 1 < arguments.length; i += 2) macros[arguments[i]] = arguments[i + 1];
        try {
          return "H" + katex.renderToString(formula, settings(display === "display", +maxExpand, macros));
        } catch (error) {
          if (error && error.refused) return "R" + error.refused;
          if (error instanceof katex.ParseError) {
            return "E" + (error.position === undefined ? "" : error.position) + "\n" + error.message;
          }
          throw error;
        }
      };
      // The names of commands or environments: KaTeX shows no list, but asks its tables when it meets a name that nobody knows.
      global.facetNames = function (kind) {
        var own = Object.prototype.hasOwnProperty, unknown = "facet?", names = {};
        Object.prototype.hasOwnProperty = function (name) {
          if (name === unknown) for (var key in this) names[key] = true;
          return own.call(this, name);
        };
        try {
          katex.__parse(kind === "environments" ? "\\begin{facet?}" : "\\ask", settings(true, 100, {
            "\\ask": function (context) { context.isDefined(unknown); return ""; }
          }));
        } catch (error) {
        } finally { Object.prototype.hasOwnProperty = own; }
        return Object.keys(names).sort().join("\n");
      };
    })(this);
    """#
}
