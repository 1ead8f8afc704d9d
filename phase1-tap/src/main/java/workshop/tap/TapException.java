package workshop.tap;

import java.io.IOException;

/**
 * The TAP device, or the kernel's side of it, cannot be used. The message is for the user: one or
 * two lines that say what is wrong and what to do next.
 */
public class TapException extends IOException {
  private static final long serialVersionUID = 1L;

  public TapException(String message) {
    super(message);
  }

  /**
   * The clone device cannot be opened.
   *
   * @param path of that device
   */
  static TapException cannotOpen(String path, Errno errno) {
    return cannotOpen(path, errno, !Sudo.isNeeded());
  }

  static TapException cannotOpen(String path, Errno errno, boolean byRoot) {
    String advice =
        switch (errno) {
          case EPERM, EACCES ->
              byRoot
                  ? "In a container: start it with --device=/dev/net/tun --cap-add=NET_ADMIN."
                  : "Run it with sudo.";
          case ENOENT, ENODEV, ENXIO ->
              "Load the kernel's module: "
                  + (byRoot ? "modprobe tun" : "sudo modprobe tun")
                  + " (in a container: start it with --device=/dev/net/tun --cap-add=NET_ADMIN).";
          case EMFILE -> "Raise the limit: ulimit -n 1024";
          default -> "Run ./workshop doctor.";
        };
    return new TapException("Cannot open %s (%s).%n%s".formatted(path, errno, advice));
  }

  /** The descriptor cannot be connected with an interface of this name. */
  static TapException cannotAttach(String name, Errno errno) {
    return cannotAttach(name, errno, !Sudo.isNeeded());
  }

  static TapException cannotAttach(String name, Errno errno, boolean byRoot) {
    String advice =
        switch (errno) {
          case EPERM ->
              byRoot
                  ? "Root needs CAP_NET_ADMIN for that: start the container with"
                      + " --cap-add=NET_ADMIN."
                  : ("Run it with sudo, or make a device of your own:"
                          + " sudo ip tuntap add dev %s mode tap user $USER")
                      .formatted(name);
          case EBUSY ->
              "Another program has it open: end that program, or choose another name with"
                  + " --device.";
          case EINVAL ->
              "An interface of this name exists and is no TAP device, or the kernel does not allow"
                  + " such a name: choose another with --device.";
          default -> "Run ./workshop doctor.";
        };
    return new TapException(
        "Cannot use %s as a TAP device (%s).%n%s".formatted(name, errno, advice));
  }

  /**
   * The device no longer works.
   *
   * @param what the program could not do, for instance "read from"
   * @param name of the interface
   */
  static TapException broken(String what, String name, Errno errno) {
    return new TapException(
        "Cannot %s %s (%s).%nHas the device been removed? Start the program again."
            .formatted(what, name, errno));
  }
}
