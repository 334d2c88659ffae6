return Hebb.Bench.CommandLine.Run(args, Console.Out, Console.Error);
