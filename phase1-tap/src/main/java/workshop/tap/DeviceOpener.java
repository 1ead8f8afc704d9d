package workshop.tap;

/** Opens the device for a main, for instance a plain one: {@code TapDevice::open}. */
@FunctionalInterface
public interface DeviceOpener {
  /**
   * Opens it.
   *
   * @param name as in {@code TapDevice.open}
   * @throws TapException if it cannot be opened; its message says what to do
   */
  Device open(LibC libC, String name) throws TapException;
}
