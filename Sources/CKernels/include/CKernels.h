#ifndef FACET_KERNELS_H
#define FACET_KERNELS_H

#include <stdint.h>

// The few loops that the region engine and the matching of units spend their time in, compiled for several processors and chosen when the program starts.
// Every sum keeps its order, and where a multiply-add is fused it is so whatever the width of the vectors: all machines give the same bits
// (where there is no instruction for it, the C library's fma gives them, slowly). Signs at corners are not fused anywhere.
//
// "Forms" are affine functions a·x + b·y + c of the units of a stage, stored as three arrays of `stride` doubles one after the other.
// A stride is a multiple of 8.

// result = forms + Σ over i of factors[3 i …] ⊗ column columns[i]: adds multiples of columns of weights to a, b and c, the i in order.
// Column k of `weights` starts at k · stride. `result` may be `forms`.
void facet_add_columns(double *result, const double *forms, long stride, const double *weights, const int32_t *columns,
                       const double *factors, long count);

// maxima = for each of a, b and c the greatest |forms| + Σ over i of |factors[3 i …]| ⊗ |column columns[i]| of the rows whose bit is set in the
// mask: what can enter the sums of `facet_add_columns`, whatever part of the columns is added.
void facet_largest_sums(const double *forms, long stride, const double *weights, const int32_t *columns, const double *factors, long count,
                        const uint64_t *mask, double *maxima);

// What `facet_signs` says of a form that takes both strict signs.
#define FACET_BOTH_SIGNS 2

// The signs of some forms at the corners of a polygon. Form k starts at forms[step · list[k]]: a, b, c, a bound of its error, and what
// the corners' error counts in it. signs[k] is 1 or −1 where all corners are proved to be on one side, FACET_BOTH_SIGNS where two are proved
// to be on different sides, and 0 otherwise; returns how many are not 0. Corners are padded to whole vectors of 8 by copies of one of them.
// Of at most 64 corners bit i of sides[2 k] says that form k is proved to be above zero at corner i, and of sides[2 k + 1] below; the bits of
// the padding are set as those of the corner that it copies.
long facet_signs(const double *forms, long step, const int32_t *list, long count, const double *xs, const double *ys, long corners,
                 double error, int8_t *signs, uint64_t *sides);

// At which corners one such form is proved to be above and below zero: bit i of the words for corner i. Returns at how many it is either.
long facet_corner_signs(const double *form, const double *xs, const double *ys, long corners, double error, uint64_t *above, uint64_t *below);

// The signs of forms all over a box with the given centre and half sides. Bit j of `positive` says that form j is positive all
// over it, bit j of `doubtful` that its sign may change or could not be told: |a·x + b·y + c| is at most |a|·rx + |b|·ry + |c|·rc + error.
// Writes ⌈stride / 64⌉ words of each, and to `maxima` the greatest |a|, |b| and |c| of the forms that are not negative all over it.
void facet_scan(const double *forms, long stride, double x, double y, double rx, double ry, double rc, double error,
                uint64_t *positive, uint64_t *doubtful, double *maxima);

// Products of a block of cells: result row r = start(r) + Σ over i of left(i, r) · weights(columns(i, r), ·), the i in order.
// `left` is packed in panels of 6 rows, each with a list of columns: panel p has counts[p] of them, at most `most`, at
// columns[p · listStep], so that a step of 0 gives all the same list. Element i of row r = 6 p + q is at left[p · 6 · most + 6 i + q]. Rows
// of weights come in groups of 8, which lie together: weight (k, j) is at weights[(j / 8) · 8 · rowStep + k · columnStep + j mod 8]. That is
// a matrix by columns with steps 1 and the columns' stride, or one packed in panels of 8 rows, which is read in order, with steps of the
// number of columns and 8. Row r of the result goes to result[r · stride]; rows with r mod 3 = 2 start at `bias`, the others at zero.
// `panels` counts the panels of 6 rows.
void facet_multiply(double *result, long stride, const double *left, long panels, const double *weights, long rowStep, long columnStep,
                    const int32_t *columns, long listStep, const int32_t *counts, long most, const double *bias);

// Σ over j of weights[j] · form j, for a, b and c, over the units whose bit in `mask` is set, in eight interleaved sums. For stages with few
// rows, where a product of matrices would fill an eighth of each vector.
void facet_masked_sum(const double *forms, long stride, const double *weights, const uint64_t *mask, double *sums);

// The greatest magnitudes of a, b and c over the units whose bit in `mask` is set.
void facet_masked_maximum(const double *forms, long stride, const uint64_t *mask, double *maxima);

// One step of Dijkstra's algorithm over the columns of an assignment problem: column j is reached from a row at costs[j] − prices[j] + shift;
// where that is less than distances[j] it takes its place, and the row becomes the predecessor. Of the columns within `tolerance` of the
// nearest the result is the first that is free (rowOf[j] < 0), or else the first of the nearest; `nearest` is set to the least distance.
// A column whose price is −∞ is never reached. Some distance must be finite.
long facet_reach(double *distances, int32_t *predecessors, const double *costs, const double *prices, const long *rowOf, long count,
                 int32_t row, double shift, double tolerance, double *nearest);

// The doubles that a form in double-doubles takes: three of the high parts of a, b and c and one that is 0, then the low parts and what is
// known of the errors, each likewise.
#define FACET_DOUBLEDOUBLE_FORM 12

// Two rows of a stage in double-doubles, over the same terms: Σ over i of w[terms[i]] · form columns[i], the i in order, where w is `first`
// or `second`. Forms start at multiples of FACET_DOUBLEDOUBLE_FORM. A product is kept with its rounding error, the sum's rounding errors are
// summed in doubles beside it, and both are added in the end ("Dot2", Ogita, Rump and Oishi 2005, with a second factor of two doubles).
// Writes four blocks of eight numbers, a, b, c and 0 of the first row and of the second: the high parts, the low parts, the sums of the
// magnitudes that the sum of rounding errors had after each term, and Σ |w| · (what is known of the errors). No term depends on the other row.
void facet_doubledouble_rows(double *sums, const double *first, const double *second, const int32_t *terms, const int32_t *columns, long count,
                             const double *forms);

// Keeps memory that was freed for the next use instead of giving it back to the system page by page (glibc; elsewhere nothing).
void facet_keep_freed_memory(void);

#endif
