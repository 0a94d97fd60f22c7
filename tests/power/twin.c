/* A disk that forgets: what was not flushed is not there after the power has gone.
 *
 * Preloaded into the programs under test. Keeps a twin of each file below TWIN_OF in TWIN_TO, and lets it
 * advance only at fsync and fdatasync: of a file, its bytes; of a directory, its names. A file whose bytes
 * were flushed and whose name was not is gone, as POSIX allows. Writes need no watching: at a flush, the
 * blocks that differ are copied. Other ways to flush (O_DSYNC, msync, sync) do not advance the twin, which
 * can only make it lose more.
 *
 * Once TWIN_TO/cut is there, the power is off: nothing advances, and whoever flushes waits for ever.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK 4096

static const char *of(void) { return getenv("TWIN_OF"); }
static const char *to(void) { return getenv("TWIN_TO"); }

/* A file's lasting name: inode numbers are used again, times of birth are not. */
static int identity(int folder, const char *name, char *out, size_t size, int *is_folder) {
    struct statx s;
    if (statx(folder, name, AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW, STATX_INO | STATX_BTIME | STATX_TYPE, &s)) return -1;
    *is_folder = S_ISDIR(s.stx_mode);
    if (!*is_folder && !S_ISREG(s.stx_mode)) return -1;
    snprintf(out, size, "%llu-%lld-%u", (unsigned long long)s.stx_ino, (long long)s.stx_btime.tv_sec, s.stx_btime.tv_nsec);
    return 0;
}

static void keep_bytes(int fd, const char *id) {
    char path[PATH_MAX], live[BLOCK], twin[BLOCK];
    struct stat s;
    snprintf(path, sizeof path, "%s/bytes/%s", to(), id);
    int out = open(path, O_RDWR | O_CREAT, 0600);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int in = open(path, O_RDONLY);
    if (out < 0 || in < 0 || fstat(in, &s)) { perror("twin: bytes"); _exit(99); }
    for (off_t at = 0; at < s.st_size; at += BLOCK) {
        ssize_t got = pread(in, live, BLOCK, at);
        if (got <= 0) break;
        if (pread(out, twin, got, at) != got || memcmp(live, twin, got))
            if (pwrite(out, live, got, at) != got) { perror("twin: write"); _exit(99); }
    }
    if (ftruncate(out, s.st_size)) { perror("twin: size"); _exit(99); }
    close(in);
    close(out);
}

static void keep_names(int fd, const char *id) {
    char path[PATH_MAX], done[PATH_MAX], one[96];
    int is_folder;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    DIR *folder = opendir(path);
    snprintf(path, sizeof path, "%s/names/%s.new", to(), id);
    snprintf(done, sizeof done, "%s/names/%s", to(), id);
    FILE *list = fopen(path, "w");
    if (!folder || !list) { perror("twin: names"); _exit(99); }
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        if (identity(dirfd(folder), entry->d_name, one, sizeof one, &is_folder)) continue;
        fprintf(list, "%c %s %s\n", is_folder ? 'd' : 'f', one, entry->d_name);
    }
    fclose(list);
    closedir(folder);
    rename(path, done);
}

static int enter(void) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/lock", to());
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock < 0) { perror("twin: lock"); _exit(99); }
    while (flock(lock, LOCK_EX) && errno == EINTR) {}
    snprintf(path, sizeof path, "%s/cut", to());
    if (!access(path, F_OK)) { close(lock); for (;;) pause(); }
    return lock;
}

static void advance(int fd) {
    char link[64], path[PATH_MAX], id[96];
    int is_folder, before = errno;
    if (!of() || !to()) return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return;
    path[length] = 0;
    size_t root = strlen(of());
    if (strncmp(path, of(), root) || (path[root] && path[root] != '/')) return;
    int lock = enter();
    if (!identity(fd, "", id, sizeof id, &is_folder)) (is_folder ? keep_names : keep_bytes)(fd, id);
    close(lock);
    errno = before;
}

int fsync(int fd) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
    int result = real(fd);
    if (!result) advance(fd);
    return result;
}

int fdatasync(int fd) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
    int result = real(fd);
    if (!result) advance(fd);
    return result;
}
