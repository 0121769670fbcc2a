// swift-tools-version: 6.2
// Facet: targets are layered one way only; see the module diagram in README.md. Tests/ArchitectureTests holds the imports to it.
import PackageDescription

let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

func layer(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func systemLibrary(_ name: String, pkgConfig: String, apt package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")

let package = Package(
  name: "facet",
  products: [.executable(name: "facet", targets: ["facet"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    // Without its traits, whose order changes from plan to plan, so that the whole package was compiled again.
    .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0", traits: []),
    .package(url: "https://github.com/attaswift/BigInt", exact: "6.0.1"),
  ],
  targets: [
    systemLibrary("CCMark", pkgConfig: "libcmark", apt: "libcmark-dev"),
    systemLibrary("CPNG", pkgConfig: "libpng", apt: "libpng-dev"),
    systemLibrary("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    systemLibrary("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
    systemLibrary("CDuktape", pkgConfig: "duktape", apt: "duktape-dev"),

    layer("Diagnostics"),
    layer("JSON"),
    layer("Bibliography", ["Diagnostics", "JSON"]),
    layer("Linear", [bigInt]),
    layer("Networks", ["Diagnostics", "Linear"]),
    layer("Inputs", ["Diagnostics", "CCrypto"]),
    layer("Markup", ["Diagnostics", "CCMark", yams]),
    layer("Mathematics", ["Diagnostics", "CDuktape"]),
    layer(
      "ModelFiles", ["Diagnostics", "JSON", "Inputs", "Networks", "Linear", "CZlib", protobuf],
      exclude: ["ONNX/onnx-subset.proto"]),
    layer("Highlighting"),
    layer("Figures", ["CPNG"]),
    .target(name: "CKernels"),
    layer("Regions", ["Diagnostics", "Networks", "Linear", "CKernels"]),
    layer("Symmetry", ["Diagnostics", "Networks", "Linear", "CKernels"]),
    layer(
      "Directives",
      ["Diagnostics", "Inputs", "Markup", "ModelFiles", "Networks", "Linear", "Figures", "Regions", "Symmetry"]),
    layer(
      "Site",
      ["Diagnostics", "Inputs", "ModelFiles", "Markup", "Mathematics", "Bibliography", "Highlighting", "Figures", "Directives", mustache]),
    .executableTarget(
      name: "facet",
      dependencies: ["Diagnostics", "Inputs", "Markup", "ModelFiles", "Networks", "Figures", "Directives", "Site", argumentParser],
      swiftSettings: strict),

    .target(name: "Seeded", dependencies: ["Linear"], path: "Tests/Seeded", swiftSettings: strict),
    .target(name: "SeededNetworks", dependencies: ["Networks", "Symmetry", "Seeded"], path: "Tests/SeededNetworks", swiftSettings: strict),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "Regions", "Symmetry", "Networks", "Linear", "Seeded", "SeededNetworks", "CKernels", "Diagnostics", "Inputs", "Site",
      ],
      path: "Tests/Benchmarks", swiftSettings: strict
    ),
    .executableTarget(name: "typeset-formulas", dependencies: ["Mathematics"], path: "Tests/FormulaRunner", swiftSettings: strict),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("JSONTests", ["JSON"]),
    tests("BibliographyTests", ["Bibliography", "Diagnostics", "Seeded"]),
    tests("LinearTests", ["Linear", "Seeded"]),
    tests("NetworksTests", ["Networks", "Linear", "Diagnostics", "Seeded"]),
    tests("InputsTests", ["Inputs", "Diagnostics"]),
    tests("MarkupTests", ["Markup", "Diagnostics", "CCMark", "Seeded"]),
    tests("MathematicsTests", ["Mathematics", "Diagnostics"]),
    tests("ModelFilesTests", ["ModelFiles", "Inputs", "Networks", "Linear", "Diagnostics", "Seeded"]),
    tests("HighlightingTests", ["Highlighting", "Seeded"]),
    tests("FiguresTests", ["Figures"]),
    tests("RegionsTests", ["Regions", "Networks", "Linear", "ModelFiles", "Inputs", "Diagnostics", "Seeded", bigInt]),
    tests("SymmetryTests", ["Symmetry", "Networks", "Linear", "ModelFiles", "Inputs", "Diagnostics", "Seeded", "SeededNetworks"]),
    tests("DirectivesTests", ["Directives", "Figures", "Diagnostics", "Inputs", "Markup", "Seeded"]),
    tests("SiteTests", ["Site", "Directives", "Diagnostics", "Inputs", "Markup", "Seeded"]),
    tests("CommandTests", ["facet"]),
    tests("ArchitectureTests", []),
  ]
)
