package workshop.tap;

/** Opens the device that a main works on; for instance a plain one, {@code TapDevice::open}. */
@FunctionalInterface
public interface DeviceOpener {
  /**
   * Opens it.
   *
   * @param name as in {@code TapDevice.open}
   * @throws TapException saying what to do, if it cannot be opened
   */
  Device open(LibC libC, String name) throws TapException;
}
