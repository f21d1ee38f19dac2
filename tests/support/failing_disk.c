/* A disk that refuses: from the nth write on (or only then), calls on files below a folder fail.
   Loaded with LD_PRELOAD; armed from Python through ctypes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[PATH_MAX];
static long at = 0, seen = 0;
static int code = 0, sticky = 0;

void disk_arm(const char *path, long n, int error, int stays) {
    strncpy(folder, path, sizeof folder - 1);
    at = n;
    seen = 0;
    code = error;
    sticky = stays;
}

long disk_disarm(void) {
    at = 0;
    return seen;
}

static int refused_path(const char *path) {
    if (at == 0 || strncmp(path, folder, strlen(folder)) != 0) return 0;
    seen++;
    if (seen == at || (sticky && seen > at)) {
        errno = code;
        return 1;
    }
    return 0;
}

static int refused(int file) {
    char name[64], path[PATH_MAX];
    if (at == 0) return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return refused_path(path);
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int f, const void *b, size_t n) { REAL(write); return refused(f) ? -1 : real(f, b, n); }
ssize_t pwrite(int f, const void *b, size_t n, off_t o) { REAL(pwrite); return refused(f) ? -1 : real(f, b, n, o); }
ssize_t pwrite64(int f, const void *b, size_t n, off64_t o) { REAL(pwrite64); return refused(f) ? -1 : real(f, b, n, o); }
int fsync(int f) { REAL(fsync); return refused(f) ? -1 : real(f); }
int fdatasync(int f) { REAL(fdatasync); return refused(f) ? -1 : real(f); }
int ftruncate(int f, off_t n) { REAL(ftruncate); return refused(f) ? -1 : real(f, n); }
int ftruncate64(int f, off64_t n) { REAL(ftruncate64); return refused(f) ? -1 : real(f, n); }
int rename(const char *a, const char *b) { REAL(rename); return refused_path(b) ? -1 : real(a, b); }
