package workshop.ethernet;

import java.io.IOException;

/** Takes the frames of one EtherType. */
@FunctionalInterface
public interface FrameHandler {
  /**
   * A frame has arrived.
   *
   * @param frame valid until this method returns
   * @param now the time, in nanoseconds on the loop's clock
   */
  void receive(EthernetFrame frame, long now) throws IOException;
}
