#include "CKernels.h"

#include "vectors.h"

typedef double v4 __attribute__((vector_size(32)));
typedef double u4 __attribute__((vector_size(32), aligned(8)));

#define LOAD_TWICE(p) __extension__({ v4 half_ = *(const u4 *)(p); __builtin_shufflevector(half_, half_, 0, 1, 2, 3, 0, 1, 2, 3); })

FACET_CLONES void facet_doubledouble_rows(double *sums, const double *first, const double *second, const int32_t *terms,
                                          const int32_t *columns, long count, const double *forms) {
  v8 sum = SPLAT(0), rest = SPLAT(0), magnitudes = SPLAT(0), bound = SPLAT(0);
  for (long i = 0; i < count; i++) {
    double f = first[terms[i]], s = second[terms[i]];
    v8 weight = {f, f, f, f, s, s, s, s};
    const double *form = forms + FACET_DOUBLEDOUBLE_FORM * (long)columns[i];
    v8 high = LOAD_TWICE(form), low = LOAD_TWICE(form + 4), doubt = LOAD_TWICE(form + 8);
    // weight · (high + low) = product + correction, the correction rounded.
    v8 product = weight * high;
    v8 correction = FUSED(weight, low, FUSED(weight, high, -product));
    // sum + product = next + lost, exactly (Knuth).
    v8 next = sum + product, part = next - sum;
    v8 lost = (sum - (next - part)) + (product - part);
    sum = next;
    rest = rest + (lost + correction);
    magnitudes = magnitudes + MAGNITUDE(rest);
    bound = FUSED(MAGNITUDE(weight), doubt, bound);
  }
  v8 high = sum + rest, part = high - sum;
  STORE(sums, high);
  STORE(sums + 8, (sum - (high - part)) + (rest - part));
  STORE(sums + 16, magnitudes);
  STORE(sums + 24, bound);
}
