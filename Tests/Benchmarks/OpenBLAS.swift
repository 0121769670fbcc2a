import Foundation

/// OpenBLAS on one thread, loaded when the program runs so that nothing has to be installed to build it.
struct OpenBLAS {
  typealias Multiply =
    @convention(c) (
      Int32, Int32, Int32, Int32, Int32, Int32, Double, UnsafePointer<Double>, Int32, UnsafePointer<Double>, Int32, Double,
      UnsafeMutablePointer<Double>, Int32
    ) -> Void

  private let dgemm: Multiply

  init?() {
    guard let library = dlopen("libopenblas.so.0", RTLD_NOW), let symbol = dlsym(library, "cblas_dgemm"),
      let threads = dlsym(library, "openblas_set_num_threads")
    else { return nil }
    dgemm = unsafeBitCast(symbol, to: Multiply.self)
    unsafeBitCast(threads, to: (@convention(c) (Int32) -> Void).self)(1)
  }

  /// c = a · b for row-major matrices of shapes (m, k) and (k, n).
  func multiply(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, into c: UnsafeMutablePointer<Double>, m: Int, k: Int, n: Int) {
    dgemm(101, 111, 111, Int32(m), Int32(n), Int32(k), 1, a, Int32(k), b, Int32(n), 0, c, Int32(n))
  }
}
