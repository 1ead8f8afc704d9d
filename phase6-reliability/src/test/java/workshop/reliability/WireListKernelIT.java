package workshop.reliability;

import org.junit.jupiter.api.extension.ExtendWith;
import workshop.testkit.InNetworkNamespace;

/** The same list, tried on the Linux kernel: whether the list itself is right. */
@ExtendWith(InNetworkNamespace.class)
class WireListKernelIT extends WireList {
  @Override
  WireHost start() throws Exception {
    return new KernelHost();
  }
}
