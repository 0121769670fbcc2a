import Diagnostics
import ModelFiles
import Testing

@Suite struct CSVTests {
  private func table(_ text: String) throws -> CSVTable { try CSVTable.parse(Source(path: "t.csv", text: text)) }

  @Test("columns are read as numbers and as texts")
  func columns() throws {
    let table = try table("x,label\n1.5, one\n-2e3,\n .5\t,\"3\"\n")
    #expect(table.names == ["x", "label"])
    #expect(table.rowCount == 3)
    #expect(try table.numbers("x") == [1.5, -2000, 0.5])
    #expect(try table.strings("label") == [" one", "", "3"])
  }

  @Test("quotes, doubled quotes, line ends inside quotes and CRLF follow RFC 4180")
  func quoting() throws {
    let table = try table("\"a,b\",\"c\"\"d\"\r\n\"1\r\n2\",\"\"\r\n\"\"\"\",x\"\r\n".replacing("x\"", with: "x"))
    #expect(table.names == ["a,b", "c\"d"])
    #expect(try table.strings("a,b") == ["1\r\n2", "\""])
    #expect(try table.strings("c\"d") == ["", "x"])
  }

  @Test("the last line needs no line end, and a header alone is a table")
  func ends() throws {
    #expect(try table("a,b\n1,2").numbers("b") == [2])
    #expect(try table("a,b\n1,").strings("b") == [""])
    #expect(try table("a,b").rowCount == 0)
    #expect(try table("a\n\n1\n").strings("a") == ["", "1"])
  }

  @Test("a table of a real data set is read whole")
  func realTable() throws {
    let table = try DataFile.table("models/moons/train.csv", from: Fixtures.workspace())
    let labels = try table.numbers("label")
    #expect(table.names == ["x", "y", "label"])
    #expect(table.rowCount == 400)
    #expect(labels.count { $0 == 1 } == 200)
    #expect(try table.numbers("x")[0] == -0.49290037)
  }

  @Test("broken rows are shown in the text, all at once")
  func ragged() {
    #expect(
      failure { _ = try table("a,b\n1\n1,2,3,4\n\n5,6\n") } == """
        t.csv:2:2: error: the row has 1 cells, but the first row names 2 columns
            2 | 1
              |  ^ fix: add what is missing, if only empty cells
        t.csv:3:5: error: the row has 4 cells, but the first row names 2 columns
            3 | 1,2,3,4
              |     ^^^ fix: remove the rest, or quote a cell that holds commas
        t.csv:4:1: error: the line is empty, but the first row names 2 columns
            4 |\u{20}
              | ^ fix: delete the line
        """)
  }

  @Test("the line of a broken row counts the line ends inside quotes")
  func lineAfterQuotes() {
    #expect(
      failure { _ = try table("a,b\n\"1\n2\",3\n4,5,6\n") } == """
        t.csv:4:5: error: the row has 3 cells, but the first row names 2 columns
            4 | 4,5,6
              |     ^ fix: remove the rest, or quote a cell that holds commas
        """)
  }

  @Test("broken quotes and line ends are shown in the text")
  func brokenQuotes() {
    let cases = [
      (
        "a\nx\"y\n",
        """
        t.csv:2:2: error: a quote stands inside a cell that does not start with one
            2 | x"y
              |  ^ fix: quote the whole cell and double this quote
        """
      ),
      (
        "a\n\"x\"y\n",
        """
        t.csv:2:4: error: text follows the closing quote of a cell
            2 | "x"y
              |    ^ fix: double the quote if it belongs to the text
        """
      ),
      (
        "a\n\"x\ny\n",
        """
        t.csv:2:1: error: the quote is never closed
            2 | "x
              | ^ fix: close it
        """
      ),
      (
        "a\rb\n",
        """
        t.csv:1:2: error: a carriage return stands without a line feed
            1 | a\u{FFFD}b
              |  ^ fix: save the file with LF or CRLF line endings
        """
      ),
    ]
    for (text, expected) in cases { #expect(failure { _ = try table(text) } == expected) }
  }

  @Test("the first row has to name every column, each by its own name")
  func header() {
    #expect(failure { _ = try table("") } == "t.csv: error: the table is empty\n  fix: name the columns in the first row")
    #expect(
      failure { _ = try table("a,,a\n") } == """
        t.csv:1:3: error: the column has no name
            1 | a,,a
              |   ^ fix: name every column in the first row
        t.csv:1:4: error: two columns have the name 'a'
            1 | a,,a
              |    ^ fix: rename one of them
        """)
  }

  @Test("cells that are no finite numbers are shown in the text, all at once")
  func notNumbers() {
    #expect(
      failure { _ = try table("x,y\n1,nan\n2,0x10\n3,1e999\n4, \n5,6\n").numbers("y") } == """
        t.csv:2:3: error: column 'y' holds numbers, but 'nan' is not a finite number
            2 | 1,nan
              |   ^^^ fix: write a decimal number such as -1.5e3
        t.csv:3:3: error: column 'y' holds numbers, but '0x10' is not a finite number
            3 | 2,0x10
              |   ^^^^ fix: write a decimal number such as -1.5e3
        t.csv:4:3: error: column 'y' holds numbers, but '1e999' is not a finite number
            4 | 3,1e999
              |   ^^^^^ fix: write a decimal number such as -1.5e3
        t.csv:5:3: error: column 'y' holds numbers, but the cell is empty
            5 | 4,\u{20}
              |   ^ fix: write a decimal number such as -1.5e3
        """)
  }

  @Test("a column that is not there is refused with the nearest name")
  func missingColumn() {
    #expect(
      failure { _ = try table("height,width\n").numbers("hieght") } == """
        t.csv: error: there is no column 'hieght'; the first row names height, width
          fix: did you mean 'height'?
        """)
  }
}
