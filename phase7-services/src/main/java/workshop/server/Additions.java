package workshop.server;

import workshop.services.ServicesStack;
import workshop.tap.FrameReceiver;
import workshop.tap.Link;

/** What a later phase adds to the {@link ServerProgram}. As they are here, they add nothing. */
public interface Additions {
  /** The command that a user tries first. */
  default String client() {
    return "nc -u";
  }

  /** Puts something between the wire and the stack. */
  default Link link(Link wire) {
    return wire;
  }

  /** Puts something between the loop and the stack, which is there now. */
  default FrameReceiver receiver(ServicesStack stack, FrameReceiver receiver) {
    return receiver;
  }

  /** Logs at the end how it went. */
  default void tell() {}
}
