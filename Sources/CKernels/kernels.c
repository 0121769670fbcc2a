#include "CKernels.h"

#include "vectors.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

// Whether 12 sums of 8 doubles fit the vector registers; where they don't, 6 do.
#if defined(__x86_64__)
#define HAS_MANY_REGISTERS __builtin_cpu_supports("avx512f")
#else
#define HAS_MANY_REGISTERS 0
#endif

// One block of `n` vectors of each of a, b and c: they stay in registers while all columns are added.
#define ADD_COLUMNS(n)                                                                \
  do {                                                                                \
    v8 a[n], b[n], c[n];                                                              \
    for (long k = 0; k < n; k++) {                                                    \
      a[k] = LOAD(forms + j + 8 * k);                                                 \
      b[k] = LOAD(forms + stride + j + 8 * k);                                        \
      c[k] = LOAD(forms + 2 * stride + j + 8 * k);                                    \
    }                                                                                 \
    for (long i = 0; i < count; i++) {                                                \
      const double *column = weights + columns[i] * stride + j;                       \
      v8 fa = SPLAT(factors[3 * i]), fb = SPLAT(factors[3 * i + 1]), fc = SPLAT(factors[3 * i + 2]); \
      for (long k = 0; k < n; k++) {                                                  \
        v8 w = LOAD(column + 8 * k);                                                  \
        a[k] = FUSED(w, fa, a[k]);                                                    \
        b[k] = FUSED(w, fb, b[k]);                                                    \
        c[k] = FUSED(w, fc, c[k]);                                                    \
      }                                                                               \
    }                                                                                 \
    for (long k = 0; k < n; k++) {                                                    \
      STORE(result + j + 8 * k, a[k]);                                                \
      STORE(result + stride + j + 8 * k, b[k]);                                       \
      STORE(result + 2 * stride + j + 8 * k, c[k]);                                   \
    }                                                                                 \
  } while (0)

FACET_CLONES void facet_add_columns(double *result, const double *forms, long stride, const double *weights, const int32_t *columns,
                                    const double *factors, long count) {
  long j = 0;
  for (; HAS_MANY_REGISTERS && j + 64 <= stride; j += 64) ADD_COLUMNS(8);
  for (; j + 32 <= stride; j += 32) ADD_COLUMNS(4);
  for (; j < stride; j += 8) ADD_COLUMNS(1);
}

FACET_CLONES long facet_signs(const double *forms, long step, const int32_t *list, long count, const double *xs, const double *ys,
                              long corners, double error, int8_t *signs, uint64_t *sides) {
  long proved = 0;
  for (long k = 0; k < count; k++) {
    const double *form = forms + step * list[k];
    v8 a = SPLAT(form[0]), b = SPLAT(form[1]), c = SPLAT(form[2]);
    double doubt = form[3] + form[4] * error;
    v8 high = SPLAT(doubt), low = -high;
    uint64_t above = 0, below = 0, allAbove = 255, allBelow = 255;
    for (long i = 0; i < corners; i += 8) {
      v8 value = a * LOAD(xs + i) + b * LOAD(ys + i) + c;
      uint64_t up = BITS(value > high), down = BITS(value < low);
      above |= up << (i & 63);
      below |= down << (i & 63);
      allAbove &= up;
      allBelow &= down;
    }
    // Sums of comparisons, because a branch would be guessed wrong half the time.
    int sign = FACET_BOTH_SIGNS * ((above != 0) & (below != 0)) + (allAbove == 255) - (allBelow == 255);
    signs[k] = sign;
    sides[2 * k] = above;
    sides[2 * k + 1] = below;
    proved += sign != 0;
  }
  return proved;
}

FACET_CLONES long facet_corner_signs(const double *form, const double *xs, const double *ys, long corners, double error,
                                     uint64_t *above, uint64_t *below) {
  v8 a = SPLAT(form[0]), b = SPLAT(form[1]), c = SPLAT(form[2]);
  double doubt = form[3] + form[4] * error;
  v8 high = SPLAT(doubt), low = -high;
  long proved = 0;
  for (long first = 0; first < corners; first += 64) {
    uint64_t up = 0, down = 0;
    long end = first + 64 < corners ? first + 64 : corners;
    for (long i = first; i < end; i += 8) {
      v8 value = a * LOAD(xs + i) + b * LOAD(ys + i) + c;
      up |= BITS(value > high) << (i - first);
      down |= BITS(value < low) << (i - first);
    }
    uint64_t valid = ~(uint64_t)0 >> (63 - (end - 1 - first));
    above[first >> 6] = up & valid;
    below[first >> 6] = down & valid;
    proved += __builtin_popcountll((up | down) & valid);
  }
  return proved;
}

FACET_CLONES void facet_scan(const double *forms, long stride, double x, double y, double rx, double ry, double rc, double error,
                             uint64_t *positive, uint64_t *doubtful, double *maxima) {
  v8 cx = SPLAT(x), cy = SPLAT(y), hx = SPLAT(rx), hy = SPLAT(ry), hc = SPLAT(rc), doubt = SPLAT(error);
  i8 la = {0}, lb = {0}, lc = {0};
  for (long first = 0; first < stride; first += 64) {
    uint64_t up = 0, open = 0;
    long end = first + 64 < stride ? first + 64 : stride;
    for (long j = first; j < end; j += 8) {
      v8 a = LOAD(forms + j), b = LOAD(forms + stride + j), c = LOAD(forms + 2 * stride + j);
      v8 value = FUSED(a, cx, FUSED(b, cy, c));
      a = MAGNITUDE(a), b = MAGNITUDE(b), c = MAGNITUDE(c);
      v8 reach = FUSED(a, hx, FUSED(b, hy, FUSED(c, hc, doubt)));
      i8 above = value > reach, below = value < -reach;
      up |= BITS(above) << (j - first);
      open |= BITS(~(above | below)) << (j - first);
      la = GREATER(la, (i8)a & ~below);
      lb = GREATER(lb, (i8)b & ~below);
      lc = GREATER(lc, (i8)c & ~below);
    }
    positive[first >> 6] = up;
    doubtful[first >> 6] = open;
  }
  maxima[0] = GREATEST(la);
  maxima[1] = GREATEST(lb);
  maxima[2] = GREATEST(lc);
}

// A panel of 6 rows of the product in `n` groups of 8 columns, which stay in registers while all terms are added.
#define MULTIPLY_PANEL(n)                                                             \
  do {                                                                                \
    const double *l = left + p * 6 * most;                                            \
    const int32_t *list = columns + p * listStep;                                       \
    v8 s[6][n];                                                                       \
    for (long r = 0; r < 6; r++)                                                      \
      for (long k = 0; k < n; k++) s[r][k] = r % 3 == 2 ? LOAD(bias + j + 8 * k) : SPLAT(0); \
    for (long i = 0; i < counts[p]; i++) {                                            \
      const double *w = weights + j * rowStep + columnStep * list[i];                 \
      v8 u[n];                                                                        \
      for (long k = 0; k < n; k++) u[k] = LOAD(w + 8 * k * rowStep);                  \
      for (long r = 0; r < 6; r++) {                                                  \
        v8 factor = SPLAT(l[6 * i + r]);                                              \
        for (long k = 0; k < n; k++) s[r][k] = FUSED(factor, u[k], s[r][k]);          \
      }                                                                               \
    }                                                                                 \
    for (long r = 0; r < 6; r++)                                                      \
      for (long k = 0; k < n; k++) STORE(result + (p * 6 + r) * stride + j + 8 * k, s[r][k]); \
  } while (0)

FACET_CLONES void facet_multiply(double *result, long stride, const double *left, long panels, const double *weights, long rowStep,
                                 long columnStep, const int32_t *columns, long listStep, const int32_t *counts, long most,
                                 const double *bias) {
  long j = 0;
  for (; HAS_MANY_REGISTERS && j + 16 <= stride; j += 16)
    for (long p = 0; p < panels; p++) MULTIPLY_PANEL(2);
  for (; j < stride; j += 8)
    for (long p = 0; p < panels; p++) MULTIPLY_PANEL(1);
}

FACET_CLONES void facet_masked_sum(const double *forms, long stride, const double *weights, const uint64_t *mask, double *sums) {
  v8 a = SPLAT(0), b = SPLAT(0), c = SPLAT(0);
  for (long j = 0; j < stride; j += 8) {
    v8 w = MASKED(LOAD(weights + j), mask[j >> 6] >> (j & 63) & 255);
    a = FUSED(w, LOAD(forms + j), a);
    b = FUSED(w, LOAD(forms + stride + j), b);
    c = FUSED(w, LOAD(forms + 2 * stride + j), c);
  }
  sums[0] = TOTAL(a);
  sums[1] = TOTAL(b);
  sums[2] = TOTAL(c);
}

FACET_CLONES void facet_masked_maximum(const double *forms, long stride, const uint64_t *mask, double *maxima) {
  i8 a = {0}, b = {0}, c = {0};
  for (long j = 0; j < stride; j += 8) {
    uint64_t word = mask[j >> 6] >> (j & 63) & 255;
    a = GREATER(a, MAGNITUDE(MASKED(LOAD(forms + j), word)));
    b = GREATER(b, MAGNITUDE(MASKED(LOAD(forms + stride + j), word)));
    c = GREATER(c, MAGNITUDE(MASKED(LOAD(forms + 2 * stride + j), word)));
  }
  maxima[0] = GREATEST(a);
  maxima[1] = GREATEST(b);
  maxima[2] = GREATEST(c);
}

FACET_CLONES void facet_largest_sums(const double *forms, long stride, const double *weights, const int32_t *columns,
                                     const double *factors, long count, const uint64_t *mask, double *maxima) {
  i8 la = {0}, lb = {0}, lc = {0};
  for (long j = 0; j < stride; j += 8) {
    v8 a = MAGNITUDE(LOAD(forms + j)), b = MAGNITUDE(LOAD(forms + stride + j)), c = MAGNITUDE(LOAD(forms + 2 * stride + j));
    for (long i = 0; i < count; i++) {
      v8 w = MAGNITUDE(LOAD(weights + columns[i] * stride + j));
      a = FUSED(w, MAGNITUDE(SPLAT(factors[3 * i])), a);
      b = FUSED(w, MAGNITUDE(SPLAT(factors[3 * i + 1])), b);
      c = FUSED(w, MAGNITUDE(SPLAT(factors[3 * i + 2])), c);
    }
    uint64_t word = mask[j >> 6] >> (j & 63) & 255;
    la = GREATER(la, MASKED(a, word));
    lb = GREATER(lb, MASKED(b, word));
    lc = GREATER(lc, MASKED(c, word));
  }
  maxima[0] = GREATEST(la);
  maxima[1] = GREATEST(lb);
  maxima[2] = GREATEST(lc);
}

void facet_keep_freed_memory(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
}
