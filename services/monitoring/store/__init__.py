"""Every query of monitoring, by subject: `logboek`, `leesmodel`, `cijfers`."""
