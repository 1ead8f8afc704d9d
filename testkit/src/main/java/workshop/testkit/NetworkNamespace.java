package workshop.testkit;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Moves threads into network namespaces of their own, and says why if a machine cannot do it. */
final class NetworkNamespace {
  private static final int CLONE_NEWNET = 0x40000000; // <linux/sched.h>
  private static final int EPERM = 1;

  private NetworkNamespace() {}

  /** The C library, loaded only when it is needed: this class loads on any system. */
  private static final class LibC {
    static {
      Native.register(LibC.class, "c");
    }

    static native int unshare(int flags) throws LastErrorException;
  }

  /** Asked once a JVM. */
  private static final class Machine {
    static final Optional<String> OBSTACLE = findObstacle();
  }

  /** Why this machine cannot run integration tests, and what to do; empty if it can. */
  static Optional<String> obstacle() {
    return Machine.OBSTACLE;
  }

  /** The calling thread leaves its network namespace for a new one, in which only lo is up. */
  static void enterNew() {
    try {
      LibC.unshare(CLONE_NEWNET);
    } catch (LastErrorException e) {
      String user = System.getProperty("user.name");
      throw new IllegalStateException(
          e.getErrorCode() == EPERM
              ? "user "
                  + user
                  + " may not make network namespaces; run as root (sudo), or rootless:"
                  + " unshare -rn mvn -Psolutions verify"
              : "cannot make a network namespace: " + e.getMessage(),
          e);
    }
    Command.run("ip", "link", "set", "lo", "up").succeeded();
  }

  private static Optional<String> findObstacle() {
    if (!Platform.isLinux()) {
      return Optional.of(
          "this is "
              + System.getProperty("os.name")
              + "; they need Linux, in a virtual machine for"
              + " example");
    }
    FutureTask<Optional<String>> probe =
        new FutureTask<>(
            () -> {
              try {
                enterNew();
              } catch (IllegalStateException | AssertionError | UnsatisfiedLinkError e) {
                return Optional.of(e.getMessage());
              }
              return tunObstacle();
            });
    new Thread(probe, "is a network namespace possible?").start();
    try {
      return probe.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot find out what this machine can do", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Optional<String> tunObstacle() {
    Path tun = Path.of("/dev/net/tun");
    try {
      // Not by RandomAccessFile: it would make the file where there is none.
      FileChannel.open(tun, StandardOpenOption.READ, StandardOpenOption.WRITE).close();
      return Optional.empty();
    } catch (AccessDeniedException e) {
      return Optional.of(
          "user "
              + System.getProperty("user.name")
              + " may not open /dev/net/tun; let everybody"
              + " open it, as most systems do (sudo chmod 666 /dev/net/tun)");
    } catch (IOException e) {
      return Optional.of(
          "there is no /dev/net/tun that works ("
              + e
              + "); load the module (sudo modprobe tun),"
              + " or give the container the device (--device=/dev/net/tun --cap-add=NET_ADMIN)");
    }
  }
}
