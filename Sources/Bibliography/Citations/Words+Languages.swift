extension Words {
  /// English, in the manner of APA.
  package static let english = Words(
    and: "and", nameSeparator: ", ", lastNameSeparator: ",", etAl: "et al.", noDate: "n.d.", opening: "(", closing: ")", gap: " ",
    itemSeparator: "; ", partSeparator: ", ", quoted: "“#”", editors: Term("# (ed.)", "# (eds.)"), translators: "Translated by #",
    containedIn: "In #", volume: "vol. #", number: "no. #", edition: "# ed.",
    ordinalEndings: ["th", "st", "nd", "rd", "th", "th", "th", "th", "th", "th"], version: "version #", accessed: "accessed #",
    degrees: [.doctoral: "PhD thesis", .masters: "Master’s thesis", .bachelors: "Bachelor’s thesis"], report: "Technical report",
    software: "Computer software", dataset: "Data set",
    locators: [
      .page: Term("p. #", "pp. #"), .chapter: Term("chap. #", "chaps. #"), .section: Term("sec. #", "secs. #"),
      .part: Term("part #", "parts #"), .volume: Term("vol. #", "vols. #"), .paragraph: Term("para. #", "paras. #"),
      .line: Term("line #", "lines #"), .note: Term("note #", "notes #"), .figure: Term("Figure #", "Figures #"),
      .table: Term("Table #", "Tables #"), .equation: Term("Equation #", "Equations #"), .algorithm: Term("Algorithm #", "Algorithms #"),
      .theorem: Term("Theorem #", "Theorems #"), .lemma: Term("Lemma #", "Lemmas #"),
      .proposition: Term("Proposition #", "Propositions #"), .corollary: Term("Corollary #", "Corollaries #"),
      .definition: Term("Definition #", "Definitions #"), .example: Term("Example #", "Examples #"), .remark: Term("Remark #", "Remarks #"),
      .appendix: Term("Appendix #", "Appendices #"),
    ])

  /// Chinese, with full-width brackets.
  package static let chinese = Words(
    and: "和", nameSeparator: "、", lastNameSeparator: "", etAl: "等", noDate: "无日期", opening: "（", closing: "）", gap: "",
    itemSeparator: "；", partSeparator: "，", quoted: "“#”", editors: Term("# 编", "# 编"), translators: "# 译", containedIn: "载于 #",
    volume: "第 # 卷", number: "第 # 期", edition: "第 # 版", ordinalEndings: [], version: "版本 #", accessed: "访问于 #",
    degrees: [.doctoral: "博士学位论文", .masters: "硕士学位论文", .bachelors: "学士学位论文"], report: "技术报告", software: "计算机软件",
    dataset: "数据集",
    locators: [
      .page: Term("第 # 页", "第 # 页"), .chapter: Term("第 # 章", "第 # 章"), .section: Term("第 # 节", "第 # 节"),
      .part: Term("第 # 部分", "第 # 部分"), .volume: Term("第 # 卷", "第 # 卷"), .paragraph: Term("第 # 段", "第 # 段"),
      .line: Term("第 # 行", "第 # 行"), .note: Term("注 #", "注 #"), .figure: Term("图 #", "图 #"), .table: Term("表 #", "表 #"),
      .equation: Term("式 #", "式 #"), .algorithm: Term("算法 #", "算法 #"), .theorem: Term("定理 #", "定理 #"), .lemma: Term("引理 #", "引理 #"),
      .proposition: Term("命题 #", "命题 #"), .corollary: Term("推论 #", "推论 #"), .definition: Term("定义 #", "定义 #"),
      .example: Term("例 #", "例 #"), .remark: Term("注记 #", "注记 #"), .appendix: Term("附录 #", "附录 #"),
    ])
}
