using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The ItemBatcher of a distributed Map state: several items, in their order, are the input of one child execution.</summary>
/// <param name="BatchInput">What each batch gets beside its items; null: nothing.</param>
sealed record ItemBatcher(CountField MaxItems, CountField MaxBytes, PayloadTemplate? BatchInput)
{
    public static ItemBatcher? Read(DefinitionNode state)
    {
        if (state.Child("ItemBatcher") is not { } node)
            return null;
        var batcher = new ItemBatcher(
            CountField.Read(node, "MaxItemsPerBatch", least: 1),
            CountField.Read(node, "MaxInputBytesPerBatch", least: 1, most: Payload.MaxBytes),
            node.Template("BatchInput"));
        if (!batcher.MaxItems.IsGiven && !batcher.MaxBytes.IsGiven)
            node.Problem("there must be MaxItemsPerBatch or MaxInputBytesPerBatch");
        node.RefuseUnknownFields();
        return batcher;
    }

    /// <summary>The batches, each as large as the limits allow.</summary>
    /// <exception cref="StatesErrorException">An item alone is too large.</exception>
    public IReadOnlyList<ItemBatch> Batch(string stateName, Scope scope, IEnumerable<JsonNode?> items)
    {
        var (maxItems, maxBytes) = (Limit(scope, MaxItems, int.MaxValue), Limit(scope, MaxBytes, Payload.MaxBytes));
        var batchInput = BatchInput?.Evaluate(scope);
        List<ItemBatch> batches = [];
        var bytes = 0L;
        foreach (var item in items)
        {
            // With the comma before it.
            var size = (Json.Measure(item) ?? Payload.MaxBytes) + 1L;
            if (batches is not [.., var last] || last.Items.Count >= maxItems || bytes > maxBytes - size)
            {
                batches.Add(ItemBatch.Begin(batchInput));
                bytes = (Json.Measure(batches[^1].Input) ?? Payload.MaxBytes) - 1L;
                if (bytes > maxBytes - size)
                    throw StatesErrorException.TooLarge(stateName);
            }
            batches[^1].Items.Add(item?.DeepClone());
            bytes += size;
        }
        return batches;
    }

    static long Limit(Scope scope, CountField field, long most) => field.Evaluate(scope) switch
    {
        null => most,
        0 => throw StatesErrorException.Runtime($"{field.Name} must be positive."),
        var given => Math.Min(given.Value, most),
    };
}

/// <summary>The input of one child execution, and the items in it.</summary>
sealed record ItemBatch(JsonObject Input, JsonArray Items)
{
    public static ItemBatch Begin(JsonNode? batchInput)
    {
        var items = new JsonArray();
        var input = new JsonObject { [nameof(Items)] = items };
        if (batchInput is not null)
            input.Insert(0, "BatchInput", batchInput.DeepClone());
        return new ItemBatch(input, items);
    }
}
