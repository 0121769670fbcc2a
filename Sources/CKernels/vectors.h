// Vectors of eight numbers, and functions compiled for several processors.
#ifndef FACET_VECTORS_H
#define FACET_VECTORS_H

#include <stdint.h>

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__) && defined(__linux__)
#define FACET_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FACET_CLONES
#endif

typedef double v8 __attribute__((vector_size(64)));

typedef long long i8 __attribute__((vector_size(64)));
typedef double u8 __attribute__((vector_size(64), aligned(8)));
typedef int32_t i4x8 __attribute__((vector_size(32)));
typedef int32_t u4x8 __attribute__((vector_size(32), aligned(4)));

// Macros, because a function that takes or returns vectors would have to be compiled for one processor.
#define LOAD(p) ((v8) * (const u8 *)(p))
#define STORE(p, v) (*(u8 *)(p) = (v))
#define SPLAT(x) ((v8){x, x, x, x, x, x, x, x})
#define FUSED(a, b, c) __builtin_elementwise_fma(a, b, c)
#define MAGNITUDE(v) __builtin_elementwise_abs(v)
// Keeps the lanes whose bit is set in the low byte of a word and makes the others zero.
#define MASKED(v, word) ((v8)((i8)(v) & (i8)(((((i8){0} + (long long)(word)) >> (i8){0, 1, 2, 3, 4, 5, 6, 7}) & 1) != 0)))
#define BITS(mask) __extension__({ i8 lanes_ = (mask); typedef char c8_ __attribute__((ext_vector_type(8))); \
  typedef _Bool b8_ __attribute__((ext_vector_type(8))); (uint64_t)__builtin_bit_cast(unsigned char, __builtin_convertvector(__builtin_convertvector(lanes_, c8_), b8_)); })
// The greater of two magnitudes, and the greatest lane: their bits are in the order of the numbers, with NaN above all, and comparing integers
// takes one instruction.
#define GREATER(u, v) __builtin_elementwise_max((i8)(u), (i8)(v))
#define GREATEST(v) __extension__({ long long bits_ = __builtin_reduce_max(v); double value_; __builtin_memcpy(&value_, &bits_, sizeof value_); value_; })
#define TOTAL(v) (((v[0] + v[1]) + (v[2] + v[3])) + ((v[4] + v[5]) + (v[6] + v[7])))

#endif
