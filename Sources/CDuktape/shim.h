#pragma once
// Duktape reports errors by longjmp, which may not cross Swift frames, and calls that fail outside a protected call end the process.
// So Swift never calls Duktape itself: it calls the functions below, each of which does its work inside duk_safe_call.
#include <duktape.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// One heap with what it may use: `used` of at most `limit` bytes, and `allocations` more calls of the allocator. The second is the
// measure of work: Debian's Duktape has no hook for stopping a script, a script can do little without allocating, and a count, unlike
// a clock, is the same on every machine.
typedef struct facet_heap {
  duk_context *context;
  size_t limit, used;
  long allocations;
  int refused;  // whether an allocation was refused since `allocations` was set
  int broken;   // whether Duktape gave up; the heap must not be used any more
  jmp_buf fatal;
} facet_heap;

// A block's size is kept in front of it, because Duktape doesn't tell it when it frees or grows the block.
enum { FACET_HEADER = 16 };

static int facet_permits(facet_heap *heap, size_t old_size, size_t new_size) {
  if (heap->allocations > 0 && new_size <= heap->limit && heap->used - old_size <= heap->limit - new_size) {
    heap->allocations -= 1;
    return 1;
  }
  heap->refused = 1;
  return 0;
}

// Duktape's allocator: malloc within the limits of the heap.
static void *facet_reallocate(void *udata, void *pointer, duk_size_t size) {
  facet_heap *heap = (facet_heap *)udata;
  char *block = pointer ? (char *)pointer - FACET_HEADER : NULL;
  size_t old_size = 0;
  if (block) memcpy(&old_size, block, sizeof old_size);
  if (size == 0) {
    heap->used -= old_size;
    free(block);
    return NULL;
  }
  // A block may always shrink: refusing that would only keep memory in use.
  if (size > old_size && !facet_permits(heap, old_size, size)) return NULL;
  char *moved = (char *)realloc(block, size + FACET_HEADER);
  if (!moved) return NULL;
  memcpy(moved, &size, sizeof size);
  heap->used = heap->used - old_size + size;
  return moved + FACET_HEADER;
}

static void *facet_allocate(void *udata, duk_size_t size) { return size ? facet_reallocate(udata, NULL, size) : NULL; }

static void facet_free(void *udata, void *pointer) {
  if (pointer) facet_reallocate(udata, pointer, 0);
}

// Duktape's last resort, which may not return: back to the call from Swift, which then reports failure.
static void facet_give_up(void *udata, const char *message) {
  (void)message;
  longjmp(((facet_heap *)udata)->fatal, 1);
}

// Runs a function in a protected call. Returns 0 with its result on top of the stack, else 1 with the error there, or -1 when the heap
// is broken. Never inlined: a function that calls setjmp must keep its own frame.
__attribute__((noinline)) static int facet_protected(facet_heap *heap, duk_safe_call_function function, void *udata) {
  if (heap->broken) return -1;
  if (setjmp(heap->fatal)) {
    heap->broken = 1;
    return -1;
  }
  return duk_safe_call(heap->context, function, udata, 0, 1) == DUK_EXEC_SUCCESS ? 0 : 1;
}

// Makes a heap; NULL when there is not even memory for an empty one. It needs its own function because the limits belong to a heap
// before Duktape first allocates in it.
__attribute__((noinline)) static facet_heap *facet_heap_create(size_t limit, long allocations) {
  facet_heap *heap = (facet_heap *)calloc(1, sizeof *heap);
  if (!heap) return NULL;
  heap->limit = limit;
  heap->allocations = allocations;
  if (setjmp(heap->fatal)) return NULL;
  heap->context = duk_create_heap(facet_allocate, facet_reallocate, facet_free, heap, facet_give_up);
  if (heap->context) return heap;
  free(heap);
  return NULL;
}

// Frees a heap. A broken one is left alone: nothing is known about the state of its lists.
__attribute__((noinline)) static void facet_heap_destroy(facet_heap *heap) {
  if (heap->broken || setjmp(heap->fatal)) return;
  duk_destroy_heap(heap->context);
  free(heap);
}

// Bytes that go into a protected call and come out of it.
typedef struct facet_message {
  const char *bytes;        // strings one after the other
  const size_t *lengths;    // how long each of them is
  long count;
  const char *result;
  size_t result_length;
} facet_message;

static duk_ret_t facet_compile_body(duk_context *context, void *udata) {
  facet_message *message = (facet_message *)udata;
  duk_push_string(context, "program");
  duk_compile_lstring_filename(context, 0, message->bytes, message->lengths[0]);
  duk_dump_function(context);
  return 1;
}

static duk_ret_t facet_load_body(duk_context *context, void *udata) {
  facet_message *message = (facet_message *)udata;
  void *copy = duk_push_fixed_buffer(context, message->lengths[0]);
  memcpy(copy, message->bytes, message->lengths[0]);
  duk_load_function(context);
  duk_call(context, 0);
  return 1;
}

static duk_ret_t facet_call_body(duk_context *context, void *udata) {
  facet_message *message = (facet_message *)udata;
  const char *next = message->bytes;
  duk_require_stack(context, message->count + 4);
  for (long i = 0; i < message->count; i++) {
    duk_push_lstring(context, next, message->lengths[i]);
    if (i == 0) duk_get_global_lstring(context, next, message->lengths[0]);
    next += message->lengths[i];
  }
  duk_call(context, message->count - 1);
  duk_to_string(context, -1);
  return 1;
}

static duk_ret_t facet_error_body(duk_context *context, void *udata) {
  (void)udata;
  duk_safe_to_lstring(context, -1, NULL);
  duk_dup(context, -1);
  return 1;
}

// Leaves the result or the error's text on the stack, where its bytes stay until the next call, and gives it to the message. The error
// is turned to text in a protected call of its own, because that may run out of memory in its turn.
static int facet_finish(facet_heap *heap, facet_message *message, int status) {
  duk_size_t length = 0;
  message->result = NULL;
  message->result_length = 0;
  if (status == 1 && facet_protected(heap, facet_error_body, NULL) < 0) status = -1;
  if (status < 0) return status;
  if (duk_is_buffer(heap->context, -1)) {
    message->result = (const char *)duk_get_buffer(heap->context, -1, &length);
  } else {
    message->result = duk_get_lstring(heap->context, -1, &length);
  }
  message->result_length = message->result ? length : 0;
  return status;
}

static void facet_begin(facet_heap *heap, long allocations) {
  heap->allocations = allocations;
  heap->refused = 0;
  if (!heap->broken) duk_set_top(heap->context, 0);
}

// Compiles a program (lengths[0] bytes of source); the result is its byte code, good only for this library in this process.
static int facet_heap_compile(facet_heap *heap, facet_message *message, long allocations) {
  facet_begin(heap, allocations);
  return facet_finish(heap, message, facet_protected(heap, facet_compile_body, message));
}

// Runs byte code that facet_heap_compile gave, in this process: Duktape trusts byte code blindly.
static int facet_heap_load(facet_heap *heap, facet_message *message, long allocations) {
  facet_begin(heap, allocations);
  return facet_finish(heap, message, facet_protected(heap, facet_load_body, message));
}

// Calls the global function that the first string names with the others as arguments; the result is its value as a string.
static int facet_heap_call(facet_heap *heap, facet_message *message, long allocations) {
  facet_begin(heap, allocations);
  return facet_finish(heap, message, facet_protected(heap, facet_call_body, message));
}
