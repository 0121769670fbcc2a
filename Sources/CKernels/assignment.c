#include "CKernels.h"

#include "vectors.h"

FACET_CLONES long facet_reach(double *distances, int32_t *predecessors, const double *costs, const double *prices, const long *rowOf,
                              long count, int32_t row, double shift, double tolerance, double *nearest) {
  v8 least = SPLAT(__builtin_inf());
  i4x8 rows = {row, row, row, row, row, row, row, row};
  long whole = count & ~7L;
  for (long j = 0; j < whole; j += 8) {
    v8 known = LOAD(distances + j), distance = LOAD(costs + j) - LOAD(prices + j) + SPLAT(shift);
    i8 isNearer = distance < known;
    known = (v8)(((i8)distance & isNearer) | ((i8)known & ~isNearer));
    i4x8 chosen = __builtin_convertvector(isNearer, i4x8);
    *(u4x8 *)(predecessors + j) = (rows & chosen) | (*(u4x8 *)(predecessors + j) & ~chosen);
    STORE(distances + j, known);
    least = __builtin_elementwise_min(known, least);
  }
  double lowest = __builtin_inf();
  for (long j = 0; j < 8; j++) lowest = least[j] < lowest ? least[j] : lowest;
  for (long j = whole; j < count; j++) {
    double distance = costs[j] - prices[j] + shift;
    if (distance < distances[j]) {
      distances[j] = distance;
      predecessors[j] = row;
    }
    lowest = distances[j] < lowest ? distances[j] : lowest;
  }
  *nearest = lowest;
  double limit = lowest + tolerance;
  long first = -1;
  for (long start = 0; start < count; start += 8) {
    if (start < whole && BITS(LOAD(distances + start) <= SPLAT(limit)) == 0) continue;
    for (long j = start; j < start + 8 && j < count; j++) {
      if (!(distances[j] <= limit)) continue;
      if (rowOf[j] < 0) return j;
      if (first < 0 || distances[j] < distances[first]) first = j;
    }
  }
  return first;
}
